/** Short plain-text answers. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers with one line, for people. */
export function answer(response: ServerResponse, status: number, text: string): void {
  answerExactly(response, status, `${text}\n`)
}

/** Answers with `text` and nothing behind it, for programs. */
export function answerExactly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
  response.end(text)
}

/**
 * Answers before the body was read to its end. The rest is read and thrown away, until the server's request timeout: a client that
 * is cut off while it sends never sees why.
 */
export function refuseBody(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  answer(response, status, text)
  request.resume()
}
