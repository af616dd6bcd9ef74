/** A command is not done, for a reason that a sentence explains. */
export class CommandFailed extends Error {}
