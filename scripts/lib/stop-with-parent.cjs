// Preloaded into what `npm start` starts: when that is killed outright, its children end as if asked to, instead of living on
// with the ports and the database open.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
