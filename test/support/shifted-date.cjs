// Loaded into the service by NODE_OPTIONS: its Date is ahead by as many milliseconds as the file SHIFTED_DATE_FILE says, and changes
// when the file does, as it would if somebody set the system's clock. Timers and uptime go on as they do.
const { readFileSync } = require('node:fs');

const RealDate = Date;
let ahead = 0;

const look = () => {
  try {
    ahead = Number(readFileSync(process.env.SHIFTED_DATE_FILE, 'utf8')) || 0;
  } catch {
    ahead = 0;
  }
};
look();
setInterval(look, 50).unref();

const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
