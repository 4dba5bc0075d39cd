import type { OutcomeKind } from '../../shared/model/workshop.ts'
import { catalogue } from '../base/i18n.tsx'

export const messages = catalogue('outcomes', {
  decision: 'Decision',
  action: 'Action',
  proposal: 'Proposal',
  recommendation: 'Recommendation',
  question: 'Question',
  parked: 'Parked',
  quote: 'Quote',
  announcement: 'Announcement',
  document: 'Document',
  vote: 'Vote',
  decisionMany: 'Decisions',
  actionMany: 'Actions',
  proposalMany: 'Proposals',
  recommendationMany: 'Recommendations',
  questionMany: 'Questions',
  parkedMany: 'Parked',
  quoteMany: 'Quotes',
  announcementMany: 'Announcements',
  documentMany: 'Documents',
  voteMany: 'Votes',
  result: 'Result',
  method: 'How it was decided',
  owner: 'Owner',
  due: 'Due',
  status: 'Status',
  proposer: 'Proposer',
  form: 'Form',
  subject: 'Subject',
  addressee: 'Addressed to',
  raisedBy: 'Raised by',
  speaker: 'Speaker',
  context: 'Context',
  funder: 'Funder or programme',
  authors: 'Authors',
  contributors: 'Contributors',
  partners: 'Partners',
  presenter: 'Presenter',
  basis: 'Based on',
  dissent: 'Dissenting views',
  note: 'Note',
  budget: 'Budget',
  contact: 'Contact',
  nextStep: 'Next step',
  answer: 'Answer',
  carriedTo: 'Carried to',
  consent: 'Speaker agrees to publication',
  undisclosed: 'Not disclosed',
  confidential: 'Confidential',
  flagSet: 'Yes',
  open: 'Open',
  done: 'Done',
  dropped: 'Dropped',
  fieldOf: '{field} of {label}',
  outcomes: 'Outcomes',
  filter: 'Show',
  all: 'All ({count})',
  kindCount: '{kind} ({count})',
  noWords: 'No words yet',
  goTo: 'Go to {label}: {text}',
  emptyTitle: 'Nothing decided yet',
  emptyText: 'Decisions, actions, proposals and quotes gather here as you write. On a board, type / at the start of a line, or press Ctrl Alt D for a decision.',
  missingImage: 'Image not on this computer yet: {name}',
  table: 'Table',
  unknownPart: 'Made with a newer Minuta',
  imageNamed: 'Image {name}',
})

export type MessageKey = keyof (typeof messages)['en']

/** The name of many outcomes of a kind: a heading, a filter. */
export function manyKey(kind: OutcomeKind): MessageKey {
  return `${kind}Many`
}

/** The catalogue key of a field of an outcome. Fields that this build has no word for are shown under their own name. */
export function fieldKey(field: string): MessageKey | null {
  return field in messages.en ? (field as MessageKey) : null
}
