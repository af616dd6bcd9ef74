import { spawn } from 'node:child_process';
import { Interrupted, ROOT } from './project.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM'];

/**
 * Runs a program to its end, its output on our terminal, and answers its exit code; ended by a signal or not found counts as failed.
 *
 * Ctrl-C is passed on and becomes an {@link Interrupted} here once the program has ended, so that `finally` still tidies up.
 */
export function runProgram(command, args, { env = {}, timeoutInMinutes = 60 } = {}) {
  return new Promise((resolve, reject) => {
    let interruptedBy = null;
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    const watchdog = setTimeout(() => {
      console.error(`${command} ${args[0]} has not ended after ${timeoutInMinutes} minutes: stopped.`);
      child.kill('SIGKILL');
    }, timeoutInMinutes * 60_000);
    const passOn = (signal) => {
      interruptedBy = signal;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, passOn);
    const end = (exitCode) => {
      clearTimeout(watchdog);
      for (const signal of SIGNALS) process.off(signal, passOn);
      if (interruptedBy) reject(new Interrupted(interruptedBy));
      else resolve(exitCode);
    };
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code) => end(code ?? 1));
  });
}

/** A program of an installed package, on the very Node we run on: no npx, which might download one. */
export const runTool = (script, args, options) => runProgram(process.execPath, [`node_modules/${script}`, ...args], options);
