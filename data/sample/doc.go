// Package sample generates the demonstration network: true geography, a
// generated timetable. It is not for travel; every network it makes says so
// (model.Info.Demo).
//
// What is real, embedded as tables by package resources: the cities, the
// railway stations and lines with their kilometres, the airports, the airlines
// and where they are at home. What is generated from them, always in the same
// way:
//
//   - How many trains and flights run between two cities: a gravity model, the
//     classic one of transport planning (J. de D. Ortúzar, L. G. Willumsen,
//     Modelling Transport, chapter 5): the product of the cities' weights,
//     falling with the time the journey takes.
//   - Where trains call: the cities that weigh most along the way, taking
//     turns, at distances that fit the train's class.
//   - Running times: the speed of each line and train class, the time lost in
//     braking and accelerating, the stops. Departures keep a headway on every
//     section, and high-speed trains stay within 06:00 and 24:00, as the night
//     is for maintenance.
//   - Numbers: G, D, C, Z, T, K and the four digits of slow trains; odd away
//     from Beijing and even towards it.
//   - Fares of high-speed trains: 0.46 yuan per kilometre on lines for 300
//     km/h and more, 0.31 else, falling with distance; first class 1.6 and
//     business 3 times second (National Development and Reform Commission on
//     the fares of multiple-unit trains, 2016, and notices of the operators).
//   - Fares of other trains: the tariff of 1997 (Railway Passenger Tariff Rules):
//     0.05861 yuan per kilometre hard seat, 10 to 50 % off by distance,
//     supplements for speed and air conditioning, berths. Both tapers are drawn as straight lines, a
//     fixed part per boarding and a part per kilometre.
//   - Fares of flights: the full fare LOG(150, 0.6 d) · 1.1 d yuan over d
//     kilometres (Civil Aviation Administration, notice 107 of 2014) less a
//     discount that depends on the hour and the airline, and the airport construction fee of 50 yuan per boarding.
package sample
