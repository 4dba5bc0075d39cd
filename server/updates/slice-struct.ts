/** Cuts the beginning off one struct of a V1 update, byte for byte as Yjs would write the rest of it. */
import * as encoding from 'lib0/encoding'
import { Cursor } from '../../shared/protocol/cursor.ts'
import { walkAny } from '../../shared/protocol/update-content.ts'

const [hasOrigin, hasRightOrigin] = [0x80, 0x40]

/**
 * `struct`: the bytes of one struct of `client`, beginning at `clock`, that `walkUpdate` has passed; `by`: clock units to leave
 * out, fewer than it has.
 */
export function sliceStruct(struct: Uint8Array, client: number, clock: number, by: number): Uint8Array {
  const cursor = new Cursor(struct)
  const info = cursor.uint8()
  return encoding.encode((encoder) => {
    if (info === 0) {
      encoding.writeUint8(encoder, info)
      encoding.writeVarUint(encoder, cursor.varUint('run') - by)
      return
    }
    // What is left follows what is cut off, so it needs no parent; its right neighbour stays.
    encoding.writeUint8(encoder, info | hasOrigin)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock + by - 1)
    if ((info & hasOrigin) !== 0) skipId(cursor)
    if ((info & hasRightOrigin) !== 0) {
      encoding.writeVarUint(encoder, cursor.varUint('client'))
      encoding.writeVarUint(encoder, cursor.varUint('clock'))
    }
    if ((info & (hasOrigin | hasRightOrigin)) === 0) skipParent(cursor, info)
    writeRest(encoder, struct, cursor, info & 0x1f, by)
  })
}

function skipId(cursor: Cursor): void {
  cursor.varUint('client')
  cursor.varUint('clock')
}

function skipParent(cursor: Cursor, info: number): void {
  if (cursor.varUint('parent kind') === 1) cursor.textLength('root name')
  else skipId(cursor)
  if ((info & 0x20) !== 0) cursor.textLength('key')
}

/** Only these contents are longer than one clock unit. */
function writeRest(encoder: encoding.Encoder, struct: Uint8Array, cursor: Cursor, ref: number, by: number): void {
  switch (ref) {
    case 1:
      encoding.writeVarUint(encoder, cursor.varUint('run') - by)
      break
    case 4:
      encoding.writeVarString(encoder, cursor.text('text').slice(by))
      break
    case 2:
    case 8: {
      encoding.writeVarUint(encoder, cursor.varUint('values') - by)
      for (let index = 0; index < by; index += 1) {
        if (ref === 2) cursor.textLength('JSON')
        else walkAny(cursor)
      }
      encoding.writeUint8Array(encoder, struct.subarray(cursor.position))
      break
    }
    default:
      throw new RangeError(`content ${ref} has one clock unit and cannot be cut`)
  }
}
