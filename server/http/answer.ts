/** Short plain-text answers. */
import type { IncomingMessage, ServerResponse } from 'node:http'

const plainText = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' }

/** Answers with one line, for people. */
export function answer(response: ServerResponse, status: number, text: string): void {
  answerExactly(response, status, `${text}\n`)
}

/** Answers with `text` and nothing behind it, for programs. */
export function answerExactly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, plainText)
  response.end(text)
}

/**
 * Answers before the body was read to its end. The rest is read and thrown away, until the server's request timeout: a client that
 * is cut off while it sends never sees why. So the answer ends with the body: behind it a connection that is not kept is closed.
 */
export function refuseBody(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const line = `${text}\n`
  response.writeHead(status, { ...plainText, 'Content-Length': Buffer.byteLength(line) })
  response.write(line)
  if (request.readableEnded) response.end()
  else request.once('end', () => response.end()).resume()
}
