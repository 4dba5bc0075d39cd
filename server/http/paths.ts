/** What a path asks for. A proxy may leave a folder of its own in front of it. */
import type { IncomingMessage } from 'node:http'
import { isWorkshopId, parseRoomName, type RoomName } from '../../shared/model/ids.ts'
import type { Place } from '../access/admission.ts'

/** The path as it came: the names in it have no character that a URL would encode. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/'
}

/** The room that a websocket asks for: the end of its path. Null when it is none. */
export function placeOfPath(path: string): Place | null {
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  const workshop = segments.at(-2) ?? ''
  return placeOf(last === 'responses' && isWorkshopId(workshop) ? `${workshop}/responses` : last)
}

/** The room that stands after `/ticket/`, its slash encoded or not. */
export function placeOfTicketPath(path: string): Place | null {
  const name = /\/ticket\/(?<name>[^/]+(?:\/responses)?)$/.exec(path)?.groups?.['name']
  return name === undefined ? null : placeOf(name.replace(/%2f/i, '/'))
}

function placeOf(text: string): Place | null {
  const parsed = parseRoomName(text)
  return parsed === null ? null : { ...parsed, room: text as RoomName }
}
