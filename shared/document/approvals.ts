/**
 * Who approved which version. An approval is a plain value under a key of its own, written once; withdrawing sets a flag beside it.
 * Whoever may write notes can write one, as a secretary can write into any minutes.
 */
import type * as Y from 'yjs'
import { uuidv4 } from 'lib0/random'
import { approvalWays, type Approval } from '../model/versions.ts'
import { choiceField, textField } from './fields.ts'
import { rootsOf } from './roots.ts'

const approvalPrefix = 'approval:'
const withdrawnPrefix = 'withdrawn:'

/** Records an approval and returns its id. */
export function addApproval(doc: Y.Doc, origin: unknown, approval: Omit<Approval, 'id'>): string {
  const id = uuidv4()
  doc.transact(() => {
    rootsOf(doc).approvals.set(`${approvalPrefix}${id}`, { ...approval })
  }, origin)
  return id
}

/** Takes an approval back, or lets it stand again. */
export function setApprovalWithdrawn(doc: Y.Doc, origin: unknown, id: string, isWithdrawn: boolean): void {
  doc.transact(() => {
    rootsOf(doc).approvals.set(`${withdrawnPrefix}${id}`, isWithdrawn)
  }, origin)
}

/** Those that stand, by date. */
export function readApprovals(doc: Y.Doc): Approval[] {
  const { approvals } = rootsOf(doc)
  const found: Approval[] = []
  for (const [key, value] of approvals.entries()) {
    if (!key.startsWith(approvalPrefix) || typeof value !== 'object' || value === null) continue
    const id = key.slice(approvalPrefix.length)
    if (approvals.get(`${withdrawnPrefix}${id}`) === true) continue
    const fields = new Map(Object.entries(value))
    const name = textField(fields, 'name')
    if (name.trim() === '') continue
    found.push({
      id,
      version: textField(fields, 'version'),
      name,
      capacity: textField(fields, 'capacity'),
      how: choiceField(fields, 'how', approvalWays, 'in-writing'),
      on: textField(fields, 'on'),
      recordedBy: textField(fields, 'recordedBy'),
    })
  }
  return found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1))
}
