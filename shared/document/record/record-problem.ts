/** Where a record does not fit, and why, as plain data: the sentences are in `problem-words.ts`, in every language. */

/** Every reason. `value` of a problem is what its sentence names; '' where it names nothing. */
export const recordProblemKinds = [
  'no-object', 'other-format', 'newer-version', 'too-deep', 'missing', 'not-text', 'not-number', 'not-whole', 'not-flag', 'not-list', 'not-fields', 'not-node', 'not-json',
  'empty', 'too-long', 'too-many', 'too-small', 'too-large', 'unknown-field', 'not-a-choice', 'bad-id', 'bad-workshop-id', 'bad-blob-id', 'bad-colour', 'bad-language', 'bad-unit', 'bad-digest', 'bad-origin',
  'unknown-person', 'unknown-board', 'id-twice', 'number-twice', 'unknown-node', 'unknown-mark', 'bad-attribute', 'bad-link', 'empty-text', 'misplaced',
] as const

export type RecordProblemKind = (typeof recordProblemKinds)[number]

/** `path`: "programme[2].kind"; '' is the whole. */
export type RecordProblem = { readonly path: string; readonly kind: RecordProblemKind; readonly value: string }

/** Why a record was refused: its first problem, and how many more there are. Crosses processes. */
export type RecordRefusal = RecordProblem & { readonly more: number }

/** Of a record that has problems. */
export function recordRefusal(problems: readonly RecordProblem[]): RecordRefusal {
  const [first] = problems
  if (first === undefined) throw new Error('a record without problems is not refused')
  return { ...first, more: problems.length - 1 }
}

/** "programme[2].kind" */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}
