/**
 * The content of one item inside a V1 update, walked without keeping it. What passes can be decoded, integrated and encoded again
 * by Yjs without throwing; what does not would be a poison row in every log that it reached.
 */
import { Cursor, MalformedError } from './cursor.ts'
import { limits } from './messages.ts'

/** Walks the content of an item; returns its length in clock units (at least 1). `ref` is the low five bits of its info byte. */
export function walkContent(cursor: Cursor, ref: number): number {
  switch (ref) {
    case 1: // deleted
      return runLength(cursor)
    case 2: { // JSON
      const count = cursor.count('values', 1)
      for (let index = 0; index < count; index += 1) walkJson(cursor, true)
      return atLeastOne(count)
    }
    case 3: // binary
      cursor.skip(cursor.varUint('binary content'), 'binary content')
      return 1
    case 4: // string
      return atLeastOne(cursor.textLength('text'))
    case 5: // embed
      walkJson(cursor, false)
      return 1
    case 6: // format
      cursor.textLength('format name')
      walkJson(cursor, false)
      return 1
    case 7: { // type: array, map, text, element, fragment, hook, xml text
      const kind = cursor.varUint('type')
      if (kind > 6) throw new MalformedError(`type ${kind} is unknown`)
      if (kind === 3 || kind === 5) cursor.textLength('element name')
      return 1
    }
    case 8: { // any
      const count = cursor.count('values', 1)
      for (let index = 0; index < count; index += 1) walkAny(cursor)
      return atLeastOne(count)
    }
    default:
      // 9 is a subdocument, whose options Yjs spreads into a Doc unchecked; no board has one.
      throw new MalformedError(`content ${ref} is unknown`)
  }
}

/** A run of deleted, skipped or collected clock units. */
export function runLength(cursor: Cursor): number {
  return atLeastOne(cursor.varUint('run', limits.maxRunLength))
}

/** Yjs has no structs of length 0; one would make its binary search fail later. */
function atLeastOne(length: number): number {
  if (length < 1) throw new MalformedError('a struct has length 0')
  return length
}

function walkJson(cursor: Cursor, mayBeUndefined: boolean): void {
  const text = cursor.text('JSON')
  if (mayBeUndefined && text === 'undefined') return
  checkJsonDepth(text)
  try {
    JSON.parse(text)
  } catch {
    throw new MalformedError('content is not JSON')
  }
  if (text.includes('__proto__')) throw new MalformedError('content sets a prototype')
}

/** What parses may still be too deep for whoever prints it: throws MalformedError past `limits.maxValueDepth`. */
export function checkJsonDepth(text: string): void {
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]
    if (isInString) {
      if (char === '\\') index += 1
      else if (char === '"') isInString = false
    } else if (char === '"') isInString = true
    else if (char === '{' || char === '[') {
      depth += 1
      if (depth > limits.maxValueDepth) throw new MalformedError('a value is nested too deeply', true)
    } else if (char === '}' || char === ']') depth -= 1
  }
}

/** lib0's "any" encoding: a tag counted down from 127, then the value. */
export function walkAny(cursor: Cursor, depth = 0): void {
  if (depth > limits.maxValueDepth) throw new MalformedError('a value is nested too deeply', true)
  const tag = cursor.uint8()
  switch (tag) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125: // integer
      cursor.varInt()
      return
    case 124: // float32
      cursor.skip(4, 'number')
      return
    case 123: // float64
    case 122: // bigint
      cursor.skip(8, 'number')
      return
    case 119:
      cursor.textLength('text')
      return
    case 118: { // object
      const count = cursor.count('keys', 2)
      for (let index = 0; index < count; index += 1) {
        if (cursor.text('key') === '__proto__') throw new MalformedError('content sets a prototype')
        walkAny(cursor, depth + 1)
      }
      return
    }
    case 117: { // array
      const count = cursor.count('values', 1)
      for (let index = 0; index < count; index += 1) walkAny(cursor, depth + 1)
      return
    }
    case 116:
      cursor.skip(cursor.varUint('binary value'), 'binary value')
      return
    default:
      throw new MalformedError(`value tag ${tag} is unknown`)
  }
}
