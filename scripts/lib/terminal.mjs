export const heading = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(3, 90 - text.length))}`);

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Continuous integration promises that everything was looked at: what is left out elsewhere is a failure there. */
export const isCi = (env = process.env) => ['true', '1'].includes(env.CI);
