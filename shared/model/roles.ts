/** What people are to a workshop, and what each role may do. The relay enforces it on the wire; the app only shows it. */

/** From the least to the most: every role may do what those before it may. */
export const roles = ['viewer', 'participant', 'rapporteur', 'facilitator'] as const
export type Role = (typeof roles)[number]
export type ApproverRole = Exclude<Role, 'viewer'>

/** The two shared documents of a workshop: what editors write, and what participants may write. */
export const documentKinds = ['notes', 'responses'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Whether `role` may change the document; every role may read both. */
export function mayWrite(role: Role, document: DocumentKind): boolean {
  return document === 'notes' ? isAtLeast(role, 'rapporteur') : isAtLeast(role, 'participant')
}

/** Invites are made, listed and taken back by facilitators, and by whoever created the workshop. */
export function mayInvite(role: Role): boolean {
  return role === 'facilitator'
}

/** Versions of the minutes are frozen by facilitators: whoever answers for the meeting, not whoever holds the pen. */
export function mayFreeze(role: Role): boolean {
  return role === 'facilitator'
}

/** Whoever takes part may sign a version; whoever only reads has no say in it. */
export function mayApprove(role: Role): role is ApproverRole {
  return isAtLeast(role, 'participant')
}

/** Roles that may be handed out over a connection that others on the network can read. */
export function mayGoUnencrypted(role: Role): boolean {
  return role === 'viewer' || role === 'participant'
}

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}
