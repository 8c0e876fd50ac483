// Package gtfs reads and writes transport networks as GTFS Schedule feeds
// (https://gtfs.org/documentation/schedule/reference/), zipped or as a folder,
// or a zip file in a zip file.
//
// # Reading
//
// Read gives a complete network or an error, never a part of one. What refuses
// a feed is an Error with file, line, column and code, up to feed.MaxErrors of them;
// what is merely odd is a Finding in the Report. With Options.LeaveOut broken
// rows are left out instead, and reported.
//
//   - stops.txt: a platform (location_type 0 with a parent_station) is part of
//     its station; a stop without parent is a station. Entrances, nodes and
//     boarding areas are ignored. Station ids are stop_ids.
//   - areas.txt and stop_areas.txt: areas are cities; a station is in the area
//     of its own, else in that of its first platform. A station in no area is a
//     city of its own under its stop_id. A city lies in the middle of its
//     stations. An area_name column with an empty name is an error; without the
//     column a city is named after its first station.
//   - agency.txt: operators. All must be in one time zone, the network's. A lone
//     agency without agency_id gets its name for an id.
//   - routes.txt: the number is route_short_name, else route_long_name.
//   - stop_times.txt: times run up to 120:00:00 and never backwards. Missing ones
//     are interpolated by shape_dist_traveled, else by the way from stop to stop.
//     A call that has one of its two times keeps it for both at an end of the
//     trip or of a stretch without times; elsewhere that is an error. A pickup or
//     drop-off of type 1 is none, of types 2 and 3 possible.
//   - frequencies.txt: each run becomes a trip of its own, trip_id#1, trip_id#2 …,
//     whatever exact_times says; the pattern itself is dropped.
//   - transfers.txt: type 1 takes no time, 2 its min_transfer_time, 3 is
//     forbidden, 0 is as if absent; 4 and 5 are skipped with a warning. Stops stand
//     for their stations: where platforms of one pair differ, the longest time
//     counts, and one possible pair makes the change possible.
//   - fare_attributes.txt and fare_rules.txt: prices are read from their digits,
//     never as floats. Rules by contains_id and fares in a second currency are
//     skipped with a warning. Fares of a feed without any rule apply everywhere.
//   - fare_products.txt and fare_leg_rules.txt, in a feed without the older
//     fares: prices for ordinary riders, by network of routes and by area. A
//     station's zone is then the set of its areas that rules name. Prices at
//     certain times only and rules of transfers are skipped with a note; of rules
//     with different priorities the cheapest that matches counts.
//   - shapes.txt: the lines that trips follow on the map. A shape that nothing
//     follows is dropped, and a shape_id of none is noted.
//   - translations.txt, in both forms: English and Chinese names of stops and
//     areas. A name without Chinese characters gives way to a Chinese one and
//     stays as the English one.
//   - feed_info.txt: the network's name. Other files are ignored, and named.
//
// Text is UTF-8, UTF-16, GB 18030, Big5 or Shift-JIS, found out for each table and
// reported, or the encoding of Options. Columns may be padded, rows short; line ends may be of any
// kind. The archive is judged before anything is unpacked: entries that point
// outside, links, tables that are there twice, and sizes beyond the limits are
// refused.
//
// # Columns and tables of Tongtu's own
//
// They extend the reference, so that a network survives a round trip; every one
// is optional on reading. Lists are joined by semicolons; a backslash escapes a
// semicolon and itself, and \e is an empty item. Money is in units of the
// currency with up to two decimals.
//
//	stops        tongtu_latin       name in Latin letters
//	             tongtu_english     English name
//	             tongtu_code        IATA code or telecode; without the column stop_code
//	             tongtu_mode        rail, air, coach, ferry or local: what mostly stops
//	areas        tongtu_latin, tongtu_english
//	             tongtu_aliases     list of further names
//	             tongtu_province
//	             tongtu_lat, tongtu_lon
//	             tongtu_rank        1 capital, 2 province seat, 3 other prefecture
//	routes       tongtu_type        type as the network has it, where route_type cannot say it
//	trips        tongtu_classes     list of fare classes with cumulative fares
//	             tongtu_fee         money per boarding on top of them
//	stop_times   tongtu_fare        money from the first call in the unnamed class
//	             tongtu_fares       list of such, one for each of tongtu_classes
//	                                (in both: empty unknown, "-" unknown in that class)
//	             shape_dist_traveled is in kilometres where one of these columns
//	                                exists; of other feeds no distance is kept
//	fare_attributes tongtu_class    class of the fare; empty is the unnamed one
//	tongtu_info.txt                 name, demo (0 or 1), currency, source, timezone
//	tongtu_changes.txt              from_mode, to_mode, seconds: the change table, where
//	                                it is not the default one; inside a station
//	                                from_mode is empty
//
// A feed with tongtu_info.txt was written by this package: Read then fills in
// and tidies nothing.
//
// # Writing
//
// Write gives bytes that depend on the network alone, and Read(Write(n)) equals
// n but for store revisions.
package gtfs
