// Package netjson reads and writes a whole network as one JSON text, for
// programs in other languages and for looking at differences: every element is
// a line of its own, in order of identifiers, and nothing of the network is
// lost but store revisions.
//
//	{
//	"format": "tongtu-network",
//	"version": 1,
//	"info": {"name":"…","zone":"Asia/Shanghai","currency":"CNY"},
//	"change_table": {"same":{"rail":900,…},"other":{"rail":{"rail":3600,…},…}},
//	"cities": [
//	{"id":"1100","name":"北京","lon":116.4,"lat":39.9},
//	…
//	],
//	"stations": […], "operators": […], "routes": […], "calendars": […],
//	"trips": [
//	{"id":"G1","route":"G1","calendar":"daily","classes":["second"],"calls":[
//	 {"station":"BJN","arr":"07:00:00","dep":"07:00:00","fares_fen":[0]}, …]},
//	…
//	],
//	"shapes": [{"id":"…","points":[[116.4,39.9],…]}],
//	"fare_tables": […], "changes": […]
//	}
//
// Times are HH:MM:SS of the service day and may pass 24:00:00, days are
// YYYY-MM-DD, money is in hundredths of the currency's unit, an unknown fare is
// null, distances are in metres. A member that is empty, 0 or false may be
// absent.
//
// Reading is strict: names match in their case, an unknown or repeated name, a
// broken character and anything behind the end are refused with their line.
package netjson
