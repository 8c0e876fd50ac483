// Asks raptor-journey-planner for journeys; see npm.go for the task and the outcome.
import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import raptor from 'raptor-journey-planner';

console.warn = console.log = console.info = () => {};

const task = JSON.parse(fs.readFileSync(0, 'utf8'));
const start = performance.now();

// Under recent versions of node the stream it reads the feed with passes on all
// rows but never ends. Node has nothing left to do then: that is the end.
const feed = {
  pipe(reader) {
    const rows = new EventEmitter();
    fs.createReadStream(task.Feed).pipe(reader);
    reader.on('data', row => rows.emit('data', row));
    process.once('beforeExit', () => rows.emit('end'));
    return rows;
  },
};

raptor.loadGTFS(feed).then(([trips, transfers, interchange]) => {
  const date = new Date(task.Date + 'T00:00:00Z');
  const algorithm = raptor.RaptorAlgorithmFactory.create(trips, transfers, interchange);
  const query = new raptor.DepartAfterQuery(algorithm, new raptor.JourneyFactory());
  const load = performance.now() - start;

  const ask = q => query.plan(q.From, q.To, new Date(date), q.At).length > 0;
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
}).catch(e => {
  process.stderr.write(String(e && e.message) + '\n');
  process.exit(1);
});
