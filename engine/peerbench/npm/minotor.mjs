// Asks minotor for earliest arrivals; see npm.go for the task and the outcome.
import fs from 'node:fs';
import { GtfsParser } from 'minotor/parser';
import { Query, Router, Time } from 'minotor';

// It warns of every optional column that is missing, once per row.
console.warn = console.log = console.info = () => {};

const task = JSON.parse(fs.readFileSync(0, 'utf8'));
const start = performance.now();
// Its own profile leaves out flights and the extended types of trains.
const profile = { routeTypeParser: () => 'RAIL' };
const { timetable, stopsIndex } = await new GtfsParser(task.Feed, profile).parse(new Date(task.Date + 'T00:00:00'));
const router = new Router(timetable, stopsIndex);
const load = performance.now() - start;

// The journey is part of the answer, as it is of ours.
function ask(q) {
  const query = new Query.Builder().from(q.From).to(q.To).departureTime(Time.fromSeconds(q.At)).maxTransfers(8).build();
  return router.route(query).bestRoute() !== undefined;
}

const times = [];
let found = 0;
for (const q of task.Queries.slice(0, 10)) ask(q); // warm up
const begin = performance.now();
for (const q of task.Queries) {
  if (times.length >= 3 && performance.now() - begin > task.Budget) break;
  const t = performance.now();
  if (ask(q)) found++;
  times.push(performance.now() - t);
}
globalThis.gc();
process.stdout.write(JSON.stringify({ Load: load, Times: times, Found: found, Memory: process.memoryUsage().rss / 1e6 }));
