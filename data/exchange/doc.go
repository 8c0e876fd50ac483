// Package exchange reads and writes networks in every file format there is: a
// GTFS feed (data/gtfs), the plain tables of services, edges and places
// (data/table) and the JSON snapshot (data/netjson). It tells formats apart by
// what a file holds, and lays one network over another (Merge).
package exchange
