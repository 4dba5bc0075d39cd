/** What the schema found wrong, as reasons of our own: the checker's words are English and speak of types. */
import type { z } from 'zod'
import { formatPath, type RecordProblem, type RecordProblemKind } from './record-problem.ts'

type Issue = z.core.$ZodIssue

const kindOfType: Readonly<Record<string, RecordProblemKind>> = { string: 'not-text', number: 'not-number', int: 'not-whole', boolean: 'not-flag', array: 'not-list', object: 'not-fields', record: 'not-fields' }

/** The problem that `issue` of the schema stands for. `input`: the whole record. */
export function schemaProblem(issue: Issue, input: unknown, above: readonly PropertyKey[] = []): RecordProblem {
  const path = [...above, ...issue.path]
  const given = valueAt(input, path)
  const problem = (kind: RecordProblemKind, value: string | number | bigint = ''): RecordProblem => ({ path: formatPath(path), kind, value: String(value) })
  if (given === undefined && issue.code !== 'invalid_key') return problem('missing')
  switch (issue.code) {
    case 'invalid_type':
      return problem(kindOfType[issue.expected] ?? 'not-json')
    case 'invalid_value':
      return problem('not-a-choice', issue.values.filter((value) => value !== '').map(String).join(', '))
    case 'too_big':
      return problem(issue.origin === 'string' ? 'too-long' : issue.origin === 'array' ? 'too-many' : 'too-large', issue.maximum)
    case 'too_small':
      return issue.origin === 'string' ? problem('empty') : problem('too-small', issue.minimum)
    case 'invalid_format':
      // Every form in the schema names its reason there.
      return problem(issue.message as RecordProblemKind)
    case 'unrecognized_keys':
      return problem('unknown-field', issue.keys.join(', '))
    case 'invalid_union':
      return inUnion(issue, input, path) ?? problem(isRichText(issue) ? 'not-node' : 'not-json')
    case 'invalid_key': {
      const [inName] = issue.issues
      return inName?.code === 'too_big' ? problem('too-long', inName.maximum) : problem('empty')
    }
    default:
      return problem('not-json')
  }
}

/** Of text or fields, what is wrong with the fields that were given; null when neither was given. */
function inUnion(issue: Extract<Issue, { code: 'invalid_union' }>, input: unknown, path: readonly PropertyKey[]): RecordProblem | null {
  const inner = issue.errors.at(-1)?.[0]
  return isRichText(issue) && inner !== undefined && (inner.path.length > 0 || inner.code !== 'invalid_type') ? schemaProblem(inner, input, path) : null
}

/** The two that a node of rich text can be; JSON itself can be more. */
function isRichText(issue: Extract<Issue, { code: 'invalid_union' }>): boolean {
  return issue.errors.length === 2
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined), input)
}
