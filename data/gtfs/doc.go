// Package gtfs reads and writes transport networks as GTFS Schedule feeds
// (https://gtfs.org/documentation/schedule/reference/).
package gtfs
