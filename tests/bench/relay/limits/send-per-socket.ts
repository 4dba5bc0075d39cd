/** The usual broadcast: `socket.send` for every client, which frames the message again each time. `node send-per-socket.ts PORT` */
import { emptyAnswer, startForwarder } from './forwarder.ts'

startForwarder(Number(process.argv[2]), {
  answer: ({ socket }) => {
    socket.send(emptyAnswer)
  },
  forward: ({ clients }, sender, message) => {
    for (const client of clients) if (client !== sender) client.socket.send(message)
  },
})
