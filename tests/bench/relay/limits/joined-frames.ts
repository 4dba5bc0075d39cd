/** Frames of one turn of the event loop in one buffer, written once per client (also to their writers). `node joined-frames.ts PORT` */
import { emptyAnswer, serverFrame, startForwarder } from './forwarder.ts'

startForwarder(Number(process.argv[2]), {
  answer: ({ socket }) => {
    socket.send(emptyAnswer)
  },
  forward: (room, _sender, message) => {
    room.waiting.push(serverFrame(message))
    if (room.isScheduled) return
    room.isScheduled = true
    setImmediate(() => {
      room.isScheduled = false
      const joined = Buffer.concat(room.waiting)
      room.waiting = []
      for (const { stream } of room.clients) stream.write(joined)
    })
  },
})
