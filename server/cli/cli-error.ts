/** A failure that the person at the command line can do something about: one line on stderr, never a stack. */
export class CliError extends Error {
  /** 1 for input that cannot be used, 2 for a command that cannot be understood. */
  readonly exitCode: 1 | 2

  constructor(exitCode: 1 | 2, message: string) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}

export function badInput(message: string): CliError {
  return new CliError(1, message)
}

export function badUsage(message: string): CliError {
  return new CliError(2, message)
}
