// node scripts/embedding-demo.mjs: a page of another site that links to the sign-up of the demo site, and embeds it. Needs `npm start` in another terminal.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { inProject } from './lib/project.mjs';

// The demo site lets this origin embed it.
const PORT = 8080;
const page = readFileSync(inProject('docs', 'embedding', 'index.html'));

createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}).listen(PORT, 'localhost', () => console.log(`Open http://localhost:${PORT}; Ctrl-C ends it.`));
