/**
 * Every word that the minutes add to what people wrote. A language is complete or does not compile; a new one is one more
 * object in `catalogues`.
 */
import type { Profile, StatusKind } from './minutes.ts'
import type { QuestionState } from '../model/responses.ts'
import type { Attendance, Capacity, ItemKind, OutcomeKind } from '../model/workshop.ts'

export type Labels = {
  readonly minutes: string
  /** What a document of each profile calls itself. */
  readonly documentType: Readonly<Record<Profile, string>>
  readonly status: Readonly<Record<StatusKind, string>>
  readonly version: (number: number) => string
  readonly contents: string
  readonly untitled: string
  readonly cover: {
    readonly title: string
    readonly date: string
    readonly time: string
    readonly place: string
    readonly venue: string
    readonly host: string
    readonly focus: string
    readonly session: string
    readonly bodyAliases: string
    readonly chair: (count: number) => string
    readonly rapporteur: (count: number) => string
    readonly facilitator: (count: number) => string
    readonly previousMeeting: string
  }
  readonly glance: { readonly title: string; readonly decisions: string; readonly actions: string; readonly nextMeeting: string }
  readonly attendance: {
    readonly title: string
    readonly sectors: string
    readonly regions: string
    readonly otherParticipants: string
    readonly region: string
    readonly total: string
    readonly noRegion: string
    readonly tableCaption: string
    readonly counts: Readonly<Record<Attendance, (count: number) => string>>
  }
  readonly section: { readonly planned: string; readonly notHeld: string; readonly figure: string }
  readonly ideas: string
  readonly announcements: string
  readonly floor: {
    readonly title: string
    readonly questions: string
    readonly votes: string
    readonly notListed: string
    readonly question: string
    readonly remark: string
    readonly kind: string
    readonly raisedBy: string
    readonly state: string
    readonly states: Readonly<Record<QuestionState, string>>
    readonly supporters: string
    readonly vote: string
    readonly result: string
    /** Behind the counts of a vote that nobody closed. */
    readonly stillOpen: string
  }
  readonly closing: { readonly title: string; readonly closedAt: string }
  readonly annex: string
  readonly annexes: { readonly attendance: string; readonly programme: string; readonly documents: string; readonly organisations: string }
  readonly columns: {
    readonly number: string
    readonly section: string
    readonly name: string
    readonly functions: string
    readonly organisation: string
    readonly capacity: string
    readonly attendance: string
    readonly time: string
    readonly item: string
    readonly role: string
    readonly stays: string
    readonly document: string
  }
  readonly capacity: Readonly<Record<Capacity, string>>
  readonly attendanceState: Readonly<Record<Attendance, string>>
  readonly itemKind: Readonly<Record<ItemKind, string>>
  /** Singular, as on a single outcome. */
  readonly outcome: Readonly<Record<OutcomeKind, string>>
  /** Title of the table of all outcomes of a kind. */
  readonly register: Readonly<Record<OutcomeKind, string>>
  /** Names of outcome fields, by field name. */
  readonly field: Readonly<Record<string, string>>
  readonly actionStatus: Readonly<Record<string, string>>
  readonly missingImage: (name: string) => string
  readonly page: (page: string, total: string) => string
}

const en: Labels = {
  minutes: 'Minutes',
  documentType: { full: 'Minutes', decisions: 'List of decisions', public: 'Public report', letter: 'Letter' },
  status: { draft: 'Draft', 'for-comments': 'For comments', approved: 'Approved', corrected: 'Corrected' },
  version: (number) => `version ${number}`,
  contents: 'Contents',
  untitled: 'Untitled',
  cover: {
    title: 'Cover',
    date: 'Date',
    time: 'Time',
    place: 'Place',
    venue: 'Venue',
    host: 'Host',
    focus: 'Focus',
    session: 'Session',
    bodyAliases: 'Also called',
    chair: (count) => (count === 1 ? 'Chair' : 'Chairs'),
    rapporteur: (count) => (count === 1 ? 'Rapporteur' : 'Rapporteurs'),
    facilitator: (count) => (count === 1 ? 'Facilitator' : 'Facilitators'),
    previousMeeting: 'Previous meeting',
  },
  glance: { title: 'At a glance', decisions: 'Decisions', actions: 'Actions', nextMeeting: 'Next meeting' },
  attendance: {
    title: 'Attendance',
    sectors: 'Sectors',
    regions: 'Regions',
    otherParticipants: 'Also taking part',
    region: 'Region',
    total: 'Total',
    noRegion: 'No region given',
    tableCaption: 'Named participants by region and capacity',
    counts: {
      present: (count) => `${count} present`,
      remote: (count) => `${count} taking part remotely`,
      excused: (count) => `${count} excused`,
      absent: (count) => `${count} absent`,
      expected: (count) => `${count} not noted`,
    },
  },
  section: { planned: 'planned', notHeld: 'not held', figure: 'Figure' },
  ideas: 'Project ideas',
  announcements: 'Announcements',
  floor: {
    title: 'From the floor',
    questions: 'Questions and remarks that are not in a section above',
    votes: 'Votes that are not in a section above',
    notListed: 'Checked in by themselves, not on the attendance list',
    question: 'Question',
    remark: 'Remark',
    kind: 'Kind',
    raisedBy: 'Raised by',
    state: 'State',
    states: { new: 'Open', answered: 'Answered', parked: 'Parked', taken: 'Open' },
    supporters: 'Asked by others too',
    vote: 'Vote',
    result: 'Result',
    stillOpen: 'not closed',
  },
  closing: { title: 'Close of the meeting', closedAt: 'Closed at' },
  annex: 'Annex',
  annexes: {
    attendance: 'Attendance list',
    programme: 'Programme as held',
    documents: 'Documents presented',
    organisations: 'Organisations',
  },
  columns: {
    number: 'No.',
    section: 'Section',
    name: 'Name',
    functions: 'Function',
    organisation: 'Organisation',
    capacity: 'Capacity',
    attendance: 'Attendance',
    time: 'Time',
    item: 'Item',
    role: 'Role',
    stays: 'In the room',
    document: 'Document',
  },
  capacity: { member: 'Member', observer: 'Observer', expert: 'Expert', guest: 'Guest', staff: 'Staff' },
  attendanceState: { present: 'Present', remote: 'Remote', excused: 'Excused', absent: 'Absent', expected: 'Not noted' },
  itemKind: {
    welcome: 'Welcome',
    objectives: 'Objectives',
    statement: 'Statement',
    presentation: 'Presentation',
    debate: 'Debate',
    announcement: 'Announcement',
    pitch: 'Project pitches',
    breakout: 'Workshops',
    showcase: 'Showcase',
    visit: 'Visit',
    closing: 'Closing',
    break: 'Break',
  },
  outcome: {
    decision: 'Decision',
    action: 'Action',
    proposal: 'Proposal',
    recommendation: 'Recommendation',
    question: 'Open question',
    parked: 'Parked',
    quote: 'Quotation',
    announcement: 'Announcement',
    document: 'Document',
    vote: 'Vote',
  },
  register: {
    decision: 'Decisions',
    action: 'Actions',
    proposal: 'Proposals',
    recommendation: 'Recommendations',
    question: 'Open questions',
    parked: 'Parking lot',
    quote: 'Quotations',
    announcement: 'Announcements',
    document: 'Documents presented',
    vote: 'Votes',
  },
  field: {
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
    presenter: 'Presented by',
    result: 'Result',
    method: 'Method',
  },
  actionStatus: { open: 'Open', done: 'Done', dropped: 'Dropped' },
  missingImage: (name) => `Image not included: ${name}`,
  page: (page, total) => `Page ${page} of ${total}`,
}

const fr: Labels = {
  minutes: 'Compte rendu',
  documentType: { full: 'Compte rendu', decisions: 'Relevé de décisions', public: 'Compte rendu public', letter: 'Lettre' },
  status: { draft: 'Projet', 'for-comments': 'Pour observations', approved: 'Approuvé', corrected: 'Rectifié' },
  version: (number) => `version ${number}`,
  contents: 'Sommaire',
  untitled: 'Sans titre',
  cover: {
    title: 'Page de titre',
    date: 'Date',
    time: 'Horaire',
    place: 'Ville',
    venue: 'Lieu',
    host: 'Hôte',
    focus: 'Thème',
    session: 'Séance',
    bodyAliases: 'Autres noms',
    chair: () => 'Présidence',
    rapporteur: (count) => (count === 1 ? 'Secrétaire de séance' : 'Secrétaires de séance'),
    facilitator: () => 'Animation',
    previousMeeting: 'Réunion précédente',
  },
  glance: { title: 'L’essentiel', decisions: 'Décisions', actions: 'Actions', nextMeeting: 'Prochaine réunion' },
  attendance: {
    title: 'Participation',
    sectors: 'Secteurs',
    regions: 'Régions',
    otherParticipants: 'Également présents',
    region: 'Région',
    total: 'Total',
    noRegion: 'Région non précisée',
    tableCaption: 'Participants nommés, par région et qualité',
    counts: {
      present: (count) => `${count} ${count === 1 ? 'personne présente' : 'personnes présentes'}`,
      remote: (count) => `${count} à distance`,
      excused: (count) => `${count} ${count === 1 ? 'excusée' : 'excusées'}`,
      absent: (count) => `${count} ${count === 1 ? 'absente' : 'absentes'}`,
      expected: (count) => `${count} sans indication`,
    },
  },
  section: { planned: 'prévu', notHeld: 'non tenu', figure: 'Figure' },
  ideas: 'Idées de projets',
  announcements: 'Annonces',
  floor: {
    title: 'La parole de la salle',
    questions: 'Questions et remarques qui ne figurent pas plus haut',
    votes: 'Votes qui ne figurent pas plus haut',
    notListed: 'Présences signalées, hors liste de présence',
    question: 'Question',
    remark: 'Remarque',
    kind: 'Nature',
    raisedBy: 'Posée par',
    state: 'État',
    states: { new: 'Ouverte', answered: 'Traitée', parked: 'En suspens', taken: 'Ouverte' },
    supporters: 'Partagée par',
    vote: 'Vote',
    result: 'Résultat',
    stillOpen: 'non clos',
  },
  closing: { title: 'Clôture de la réunion', closedAt: 'Fin de la réunion' },
  annex: 'Annexe',
  annexes: {
    attendance: 'Liste de présence',
    programme: 'Programme tel que tenu',
    documents: 'Documents présentés',
    organisations: 'Organisations',
  },
  columns: {
    number: 'N°',
    section: 'Point',
    name: 'Nom',
    functions: 'Fonction',
    organisation: 'Organisation',
    capacity: 'Qualité',
    attendance: 'Présence',
    time: 'Horaire',
    item: 'Point',
    role: 'Rôle',
    stays: 'En salle',
    document: 'Document',
  },
  capacity: { member: 'Membre', observer: 'Observation', expert: 'Expertise', guest: 'Invitation', staff: 'Équipe' },
  attendanceState: { present: 'Présence', remote: 'À distance', excused: 'Absence excusée', absent: 'Absence', expected: 'Sans indication' },
  itemKind: {
    welcome: 'Accueil',
    objectives: 'Objectifs',
    statement: 'Déclaration',
    presentation: 'Présentation',
    debate: 'Débat',
    announcement: 'Annonce',
    pitch: 'Présentation de projets',
    breakout: 'Ateliers',
    showcase: 'Vitrine',
    visit: 'Visite',
    closing: 'Clôture',
    break: 'Pause',
  },
  outcome: {
    decision: 'Décision',
    action: 'Action',
    proposal: 'Proposition',
    recommendation: 'Recommandation',
    question: 'Question ouverte',
    parked: 'Point en suspens',
    quote: 'Citation',
    announcement: 'Annonce',
    document: 'Document',
    vote: 'Vote',
  },
  register: {
    decision: 'Relevé de décisions',
    action: 'Relevé d’actions',
    proposal: 'Propositions',
    recommendation: 'Recommandations',
    question: 'Questions ouvertes',
    parked: 'Points en suspens',
    quote: 'Citations',
    announcement: 'Annonces',
    document: 'Documents présentés',
    vote: 'Votes',
  },
  field: {
    owner: 'Responsable',
    due: 'Échéance',
    status: 'État',
    proposer: 'Proposé par',
    form: 'Nature',
    subject: 'Objet',
    addressee: 'À l’attention de',
    raisedBy: 'Posée par',
    speaker: 'Prononcée par',
    context: 'Contexte',
    funder: 'Financeur ou programme',
    authors: 'Auteurs',
    contributors: 'Contributions',
    partners: 'Partenaires',
    presenter: 'Présenté par',
    result: 'Résultat',
    method: 'Mode de scrutin',
  },
  actionStatus: { open: 'En cours', done: 'Fait', dropped: 'Abandonné' },
  missingImage: (name) => `Image non incluse : ${name}`,
  page: (page, total) => `Page ${page} sur ${total}`,
}

const catalogues = { en, fr } as const

/** Languages whose labels are complete. */
export const minutesLanguages = Object.keys(catalogues) as readonly (keyof typeof catalogues)[]

export type LabelSet = { readonly language: keyof typeof catalogues; readonly labels: Labels }

/** The labels for a BCP 47 tag, by its primary subtag; English when that language is not there, and says so in `language`. */
export function labelsFor(tag: string): LabelSet {
  const primary = tag.toLowerCase().split('-')[0]
  const language = minutesLanguages.find((known) => known === primary) ?? 'en'
  return { language, labels: catalogues[language] }
}
