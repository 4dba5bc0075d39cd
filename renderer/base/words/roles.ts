/** The roles in words: what each is called, what it may do, and why somebody cannot write. */
import type { Role } from '../../../shared/model/roles.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { catalogue, type Text } from './i18n.tsx'

export const roleMessages = catalogue('roles', {
  role_facilitator: 'Facilitator',
  role_rapporteur: 'Rapporteur',
  role_participant: 'Participant',
  role_viewer: 'Viewer',
  may_facilitator: 'Writes everything, invites others and takes invites back, freezes the minutes.',
  may_rapporteur: 'Writes boards and minutes.',
  may_participant: 'Reads boards and minutes; checks in, asks and votes.',
  may_viewer: 'Reads boards and minutes.',
  codeFor_facilitator: 'Code for facilitators',
  codeFor_rapporteur: 'Code for rapporteurs',
  codeFor_participant: 'Code for participants',
  codeFor_viewer: 'Code for viewers',
  comingIn_facilitator: 'You come in as a facilitator',
  comingIn_rapporteur: 'You come in as a rapporteur',
  comingIn_participant: 'You come in as a participant',
  comingIn_viewer: 'You come in as a viewer',
  youAre_facilitator: 'You are a facilitator here.',
  youAre_rapporteur: 'You are a rapporteur here.',
  youAre_participant: 'You are a participant here.',
  youAre_viewer: 'You are a viewer here.',
  as_facilitator: 'As facilitator',
  as_rapporteur: 'As rapporteur',
  as_participant: 'As participant',
  as_viewer: 'As viewer',
  readOnly_participant: 'You take part as a participant. What others write appears here by itself; what you have to say goes on the page “Take part”.',
  readOnly_viewer: 'You are a viewer here. What others write appears here by itself. To take part, ask a facilitator for another invite.',
})

export type RoleKey = keyof (typeof roleMessages)['en']

/** Why somebody in `role` cannot write on boards; null when they can. */
export function readOnlyWords(text: Text<RoleKey>, role: Role): string | null {
  switch (role) {
    case 'viewer':
      return text('readOnly_viewer')
    case 'participant':
      return text('readOnly_participant')
    case 'rapporteur':
    case 'facilitator':
      return null
    default:
      return assertNever(role, 'role')
  }
}
