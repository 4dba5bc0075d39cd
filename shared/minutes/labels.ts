/**
 * Every word that the minutes add to what people wrote. A language is complete or does not compile; a new one is one more
 * object in `catalogues`.
 */
import type { Profile, StatusKind } from './minutes.ts'
import type { QuestionState } from '../model/responses.ts'
import type { Attendance, Capacity, Distribution, ItemKind, MeetingMode, OrganisationType, OutcomeKind } from '../model/workshop.ts'

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
    readonly seriesNumber: string
    readonly reference: string
    readonly mode: string
    readonly languages: string
    readonly organisers: string
    readonly funding: string
    readonly distribution: string
    /** Whom a letter is for. */
    readonly to: string
  }
  readonly mode: Readonly<Record<Exclude<MeetingMode, ''>, string>>
  readonly distribution: Readonly<Record<Exclude<Distribution, ''>, string>>
  readonly organisationType: Readonly<Record<Exclude<OrganisationType, ''>, string>>
  /** The formal opening; its parts are headings. */
  readonly opening: {
    readonly title: string
    readonly agenda: string
    readonly previousMinutes: string
    readonly interests: string
    readonly quorum: string
    readonly apologies: string
    readonly mandates: string
    /** "Ana Lúcia, represented by Bo". */
    readonly representedBy: (person: string, representative: string) => string
  }
  readonly matters: { readonly title: string; readonly action: string; readonly note: string }
  /** Where a formal record has nothing: no apologies, no other business. */
  readonly none: string
  readonly noDecision: string
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
    readonly typeCaption: string
    readonly noType: string
    readonly counts: Readonly<Record<Attendance, (count: number) => string>>
  }
  readonly section: { readonly planned: string; readonly notHeld: string; readonly figure: string }
  readonly ideas: string
  readonly announcements: string
  readonly otherBusiness: string
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
  readonly annexes: { readonly attendance: string; readonly programme: string; readonly documents: string; readonly organisations: string; readonly figures: string; readonly votes: string; readonly abbreviations: string; readonly made: string }
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
    readonly country: string
    readonly contact: string
    readonly organisationType: string
    readonly representedBy: string
    readonly caption: string
    readonly description: string
    readonly option: string
    readonly ballots: string
    readonly hands: string
    readonly total: string
    readonly abbreviation: string
    readonly meaning: string
    readonly signature: string
  }
  readonly approval: {
    readonly title: string
    readonly draftedBy: string
    readonly commentsUntil: string
    readonly signatures: string
  }
  /** How a frozen version was made. */
  readonly made: {
    readonly workshop: string
    readonly boards: string
    readonly outcomes: string
    readonly images: string
    readonly status: string
  }
  readonly letter: {
    readonly salutation: string
    /** `meeting` is a title, `date` and `place` may be ''. */
    readonly intro: (meeting: string, date: string, place: string, organisation: string) => string
    readonly nothing: (organisation: string) => string
    readonly closing: string
    readonly onBehalf: (body: string) => string
  }
  /** At the top of a public report that leaves something out. */
  readonly omissions: { readonly title: string; readonly text: string }
  readonly capacity: Readonly<Record<Capacity, string>>
  readonly attendanceState: Readonly<Record<Attendance, string>>
  readonly itemKind: Readonly<Record<ItemKind, string>>
  /** Singular, as on a single outcome. */
  readonly outcome: Readonly<Record<OutcomeKind, string>>
  /** Title of the table of all outcomes of a kind. */
  readonly register: Readonly<Record<OutcomeKind, string>>
  /** Names of outcome fields, by field name. */
  readonly field: Readonly<Record<string, string>>
  /** The value of a field that is a tick. */
  readonly flag: string
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
    seriesNumber: 'Number in the series',
    reference: 'Reference',
    mode: 'Held',
    languages: 'Languages of the meeting',
    organisers: 'Organised by',
    funding: 'Funding',
    distribution: 'Distribution',
    to: 'To',
  },
  mode: { 'in-person': 'In person', remote: 'Remotely', hybrid: 'In person and remotely' },
  distribution: { public: 'Public', participants: 'Participants only', restricted: 'Restricted' },
  organisationType: { public: 'Public', private: 'Private', sse: 'Social economy', academic: 'Academic', other: 'Other' },
  opening: {
    title: 'Opening of the meeting',
    agenda: 'Adoption of the agenda',
    previousMinutes: 'Minutes of the previous meeting',
    interests: 'Declarations of interest',
    quorum: 'Quorum',
    apologies: 'Apologies',
    mandates: 'Mandates',
    representedBy: (person, representative) => `${person}, represented by ${representative}`,
  },
  matters: { title: 'Matters arising', action: 'Action', note: 'What became of it' },
  none: 'None.',
  noDecision: 'No decision.',
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
    typeCaption: 'Named participants by kind of organisation and capacity',
    noType: 'Not stated',
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
  otherBusiness: 'Any other business and parking lot',
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
    figures: 'Figures',
    votes: 'Votes in detail and dissenting views',
    abbreviations: 'Abbreviations',
    made: 'How this document was made',
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
    country: 'Country',
    contact: 'Contact',
    organisationType: 'Kind of organisation',
    representedBy: 'Represented by',
    caption: 'Caption',
    description: 'What it shows',
    option: 'Option',
    ballots: 'Ballots',
    hands: 'Hands',
    total: 'Total',
    abbreviation: 'Abbreviation',
    meaning: 'Meaning',
    signature: 'Date and signature',
  },
  approval: { title: 'Approval', draftedBy: 'Drafted by', commentsUntil: 'Comments until', signatures: 'Signatures' },
  made: { workshop: 'Record', boards: 'Boards', outcomes: 'Outcomes', images: 'Images', status: 'Status' },
  letter: {
    salutation: 'Dear Sir or Madam,',
    intro: (meeting, date, place, organisation) =>
      `This letter tells you what “${meeting}”${date === '' ? '' : `, ${date}`}${place === '' ? '' : `, ${place}`}, decided and asked for as far as it concerns ${organisation}.`,
    nothing: (organisation) => `No decision and no action concerns ${organisation}.`,
    closing: 'Yours faithfully,',
    onBehalf: (body) => `on behalf of ${body}`,
  },
  omissions: { title: 'About this version', text: 'This is the version for the public. It leaves out what may not be published; numbers are those of the full minutes, so that some are missing.' },
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
  },
  flag: 'Yes',
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
    seriesNumber: 'Numéro dans la série',
    reference: 'Référence',
    mode: 'Tenue',
    languages: 'Langues de la réunion',
    organisers: 'Organisation',
    funding: 'Financement',
    distribution: 'Diffusion',
    to: 'À l’attention de',
  },
  mode: { 'in-person': 'En présence', remote: 'À distance', hybrid: 'En présence et à distance' },
  distribution: { public: 'Publique', participants: 'Participants uniquement', restricted: 'Restreinte' },
  organisationType: { public: 'Publique', private: 'Privée', sse: 'Économie sociale', academic: 'Universitaire', other: 'Autre' },
  opening: {
    title: 'Ouverture de la réunion',
    agenda: 'Adoption de l’ordre du jour',
    previousMinutes: 'Compte rendu de la réunion précédente',
    interests: 'Déclarations d’intérêts',
    quorum: 'Quorum',
    apologies: 'Excusés',
    mandates: 'Mandats',
    representedBy: (person, representative) => `${person}, avec mandat à ${representative}`,
  },
  matters: { title: 'Suites des réunions précédentes', action: 'Action', note: 'Ce qu’il en est advenu' },
  none: 'Néant.',
  noDecision: 'Pas de décision.',
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
    typeCaption: 'Participants nommés, par type d’organisation et qualité',
    noType: 'Non précisé',
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
  otherBusiness: 'Questions diverses et points en suspens',
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
    figures: 'Figures',
    votes: 'Détail des votes et avis divergents',
    abbreviations: 'Abréviations',
    made: 'Comment ce document a été établi',
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
    country: 'Pays',
    contact: 'Contact',
    organisationType: 'Type d’organisation',
    representedBy: 'Mandat à',
    caption: 'Légende',
    description: 'Ce qu’elle montre',
    option: 'Option',
    ballots: 'Bulletins',
    hands: 'Mains levées',
    total: 'Total',
    abbreviation: 'Abréviation',
    meaning: 'Signification',
    signature: 'Date et signature',
  },
  approval: { title: 'Approbation', draftedBy: 'Rédigé par', commentsUntil: 'Observations jusqu’au', signatures: 'Signatures' },
  made: { workshop: 'Dossier', boards: 'Tableaux', outcomes: 'Résultats', images: 'Images', status: 'Statut' },
  letter: {
    salutation: 'Madame, Monsieur,',
    intro: (meeting, date, place, organisation) =>
      `La présente vous informe de ce que «\u00A0${meeting}\u00A0»${date === '' ? '' : `, ${date}`}${place === '' ? '' : `, ${place}`}, a décidé et demandé en ce qui concerne ${organisation}.`,
    nothing: (organisation) => `Aucune décision ni action ne concerne ${organisation}.`,
    closing: 'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
    onBehalf: (body) => `pour ${body}`,
  },
  omissions: { title: 'À propos de cette version', text: 'Ceci est la version destinée au public. Elle omet ce qui ne peut être publié ; les numéros sont ceux du compte rendu complet, de sorte que certains manquent.' },
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
    basis: 'Sur la base de',
    dissent: 'Avis divergents',
    note: 'Note',
    budget: 'Budget',
    contact: 'Contact',
    nextStep: 'Étape suivante',
    answer: 'Réponse',
    carriedTo: 'Reporté à',
    consent: 'L’orateur accepte la publication',
    undisclosed: 'Non communiqué',
    confidential: 'Confidentiel',
  },
  flag: 'Oui',
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
