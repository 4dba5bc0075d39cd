/**
 * Reads single fields of the shared document, whoever wrote them: a field of the wrong type counts as not filled in.
 * Nothing here throws or changes the document.
 */
import * as Y from 'yjs'

/** Anything with keys: an entry of the document, or its `meta` map. */
export type FieldSource = { get(key: string): unknown }

export function textField(source: FieldSource, key: string): string {
  const value = source.get(key)
  return typeof value === 'string' ? value : ''
}

/** The value if it is one of `choices`, else the fallback. */
export function choiceField<T extends string>(source: FieldSource, key: string, choices: readonly T[], fallback: T): T {
  const value = source.get(key)
  return choices.find((choice) => choice === value) ?? fallback
}

export function flagField(source: FieldSource, key: string, fallback: boolean): boolean {
  const value = source.get(key)
  return typeof value === 'boolean' ? value : fallback
}

/** A whole number from `min` to `max`; anything else is null. */
export function integerField(source: FieldSource, key: string, min: number, max: number): number | null {
  const value = source.get(key)
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null
}

/** The texts of a list; what is no text is left out. */
export function listField(source: FieldSource, key: string): string[] {
  const value = source.get(key)
  return value instanceof Y.Array ? value.toArray().filter((entry) => typeof entry === 'string') : []
}
