/**
 * Who joins gets a document that was read from a file and framed once, at the first join; updates go out as one prepared frame.
 * `node prepared-frame.ts PORT [SNAPSHOT]`
 */
import fs from 'node:fs'
import * as encoding from 'lib0/encoding'
import { emptyAnswer, serverFrame, startForwarder } from './forwarder.ts'

const [port, snapshotFile = ''] = process.argv.slice(2)
let answerFrame: Buffer | undefined

function readAnswer(): Buffer {
  if (snapshotFile === '') return serverFrame(emptyAnswer)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, fs.readFileSync(snapshotFile))
  return serverFrame(encoding.toUint8Array(encoder))
}

startForwarder(Number(port), {
  answer: ({ stream }) => {
    answerFrame ??= readAnswer()
    stream.write(answerFrame)
  },
  forward: ({ clients }, sender, message) => {
    const frame = serverFrame(message)
    for (const client of clients) if (client !== sender) client.stream.write(frame)
  },
})
