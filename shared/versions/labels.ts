/** What frozen minutes say about their version, in the languages of the minutes. Status words are in `minutes/labels.ts`. */
import type { ApproverRole } from '../model/roles.ts'
import type { ApprovalWay, CorrectionDecision } from '../model/versions.ts'
import type { Change } from './compare-minutes.ts'

export type VersionLabels = {
  /** The part that says how the version came about. */
  readonly version: string
  readonly status: string
  readonly fingerprint: string
  readonly frozen: string
  readonly note: string
  readonly commentsUntil: string
  readonly approvals: string
  readonly name: string
  readonly capacity: string
  readonly how: string
  readonly on: string
  readonly ways: Readonly<Record<ApprovalWay, string>>
  readonly signature: string
  readonly recordedOnly: string
  /** What the workshop let the signer be. */
  readonly signedAs: Readonly<Record<ApproverRole, string>>
  readonly signedWithoutRole: string
  /** What a signature proves, and what it does not. */
  readonly signatureProves: string
  readonly howToVerify: string
  readonly corrigendum: string
  readonly requests: string
  readonly place: string
  /** "version 1", behind the place. */
  readonly ofVersion: (version: number) => string
  readonly request: string
  readonly by: string
  readonly decision: string
  readonly reason: string
  readonly decisions: Readonly<Record<CorrectionDecision, string>>
  /** "What changed since version 1". */
  readonly changes: (version: number) => string
  readonly noChange: (version: number) => string
  readonly paragraph: string
  readonly section: string
  readonly before: string
  readonly after: string
  readonly kinds: Readonly<Record<Change['kind'], string>>
  /** "14 (was 13)". */
  readonly was: (now: string, before: string) => string
}

const en: VersionLabels = {
  version: 'Version and approval', status: 'Status', fingerprint: 'Fingerprint', frozen: 'Frozen', note: 'Note', commentsUntil: 'Comments until',
  approvals: 'Approved by', name: 'Name', capacity: 'Function', how: 'How', on: 'On',
  ways: { 'in-room': 'in the room', 'in-writing': 'in writing', 'next-meeting': 'at the next meeting' },
  signature: 'Signature', recordedOnly: 'recorded, not signed',
  signedAs: { facilitator: 'signed as facilitator, key', rapporteur: 'signed as rapporteur, key', participant: 'signed as participant, key' },
  signedWithoutRole: 'signed, no role proved, key',
  signatureProves: 'A signature proves that whoever holds the key signed this version, and in which role they were invited. That the key is that of the person named, only that person can say.',
  howToVerify: '“minuta verify” says whether a copy of this document still says what was frozen under this fingerprint.',
  corrigendum: 'Corrigendum', requests: 'Corrections asked for', place: 'Place', request: 'Request', by: 'Asked by', decision: 'Decision', reason: 'Reason',
  ofVersion: (version) => `version ${version}`,
  decisions: { open: 'open', accepted: 'accepted', declined: 'declined' },
  changes: (version) => `What changed since version ${version}`, noChange: (version) => `Nothing changed in this document since version ${version}.`,
  paragraph: 'Paragraph', section: 'Section', before: 'Before', after: 'Now', kinds: { changed: 'changed', added: 'added', removed: 'taken out' },
  was: (now, before) => `${now} (was ${before})`,
}

const fr: VersionLabels = {
  version: 'Version et approbation', status: 'État', fingerprint: 'Empreinte', frozen: 'Figé', note: 'Note', commentsUntil: 'Observations jusqu’au',
  approvals: 'Approuvé par', name: 'Nom', capacity: 'Fonction', how: 'Comment', on: 'Le',
  ways: { 'in-room': 'en séance', 'in-writing': 'par écrit', 'next-meeting': 'à la séance suivante' },
  signature: 'Signature', recordedOnly: 'consignée, non signée',
  signedAs: { facilitator: 'signée au titre de la facilitation, clé', rapporteur: 'signée comme secrétaire de séance, clé', participant: 'signée comme participant, clé' },
  signedWithoutRole: 'signée, sans rôle prouvé, clé',
  signatureProves: 'Une signature prouve que la personne qui détient la clé a signé cette version, et à quel titre elle a été invitée. Que la clé soit celle de la personne nommée, elle seule peut le dire.',
  howToVerify: '«\u00A0minuta verify\u00A0» dit si une copie de ce document dit encore ce qui a été figé sous cette empreinte.',
  corrigendum: 'Rectificatif', requests: 'Corrections demandées', place: 'Endroit', request: 'Demande', by: 'Demandée par', decision: 'Décision', reason: 'Motif',
  ofVersion: (version) => `version ${version}`,
  decisions: { open: 'en suspens', accepted: 'acceptée', declined: 'refusée' },
  changes: (version) => `Ce qui a changé depuis la version ${version}`, noChange: (version) => `Rien n’a changé dans ce document depuis la version ${version}.`,
  paragraph: 'Paragraphe', section: 'Section', before: 'Avant', after: 'Maintenant', kinds: { changed: 'modifié', added: 'ajouté', removed: 'retiré' },
  was: (now, before) => `${now} (auparavant ${before})`,
}

const es: VersionLabels = {
  version: 'Versión y aprobación', status: 'Estado', fingerprint: 'Huella', frozen: 'Fijada', note: 'Nota', commentsUntil: 'Observaciones hasta el',
  approvals: 'Aprobada por', name: 'Nombre', capacity: 'Cargo', how: 'Cómo', on: 'Fecha',
  ways: { 'in-room': 'en la sesión', 'in-writing': 'por escrito', 'next-meeting': 'en la sesión siguiente' },
  signature: 'Firma', recordedOnly: 'consignada, sin firmar',
  signedAs: { facilitator: 'firmada por la dinamización, clave', rapporteur: 'firmada por la secretaría, clave', participant: 'firmada como participante, clave' },
  signedWithoutRole: 'firmada, sin función probada, clave',
  signatureProves: 'Una firma prueba que quien tiene la clave firmó esta versión y en calidad de qué se le invitó. Que la clave es la de la persona nombrada, solo ella puede decirlo.',
  howToVerify: '«minuta verify» dice si una copia de este documento sigue diciendo lo que se fijó con esta huella.',
  corrigendum: 'Rectificación', requests: 'Rectificaciones solicitadas', place: 'Lugar', request: 'Petición', by: 'A petición de', decision: 'Decisión', reason: 'Motivo',
  ofVersion: (version) => `versión ${version}`,
  decisions: { open: 'pendiente', accepted: 'aceptada', declined: 'rechazada' },
  changes: (version) => `Qué ha cambiado desde la versión ${version}`, noChange: (version) => `Nada ha cambiado en este documento desde la versión ${version}.`,
  paragraph: 'Párrafo', section: 'Sección', before: 'Antes', after: 'Ahora', kinds: { changed: 'cambiado', added: 'añadido', removed: 'suprimido' },
  was: (now, before) => `${now} (antes ${before})`,
}

const ca: VersionLabels = {
  version: 'Versió i aprovació', status: 'Estat', fingerprint: 'Empremta', frozen: 'Fixada', note: 'Nota', commentsUntil: 'Termini d’observacions',
  approvals: 'Aprovada per', name: 'Nom', capacity: 'Càrrec', how: 'Com', on: 'Data',
  ways: { 'in-room': 'a la sessió', 'in-writing': 'per escrit', 'next-meeting': 'a la sessió següent' },
  signature: 'Signatura', recordedOnly: 'consignada, sense signar',
  signedAs: { facilitator: 'signada per la dinamització, clau', rapporteur: 'signada per la secretaria, clau', participant: 'signada com a participant, clau' },
  signedWithoutRole: 'signada, sense funció provada, clau',
  signatureProves: 'Una signatura prova que qui té la clau va signar aquesta versió i en qualitat de què se la va convidar. Que la clau és la de la persona anomenada, només ella ho pot dir.',
  howToVerify: '«minuta verify» diu si una còpia d’aquest document encara diu el que es va fixar amb aquesta empremta.',
  corrigendum: 'Rectificació', requests: 'Rectificacions demanades', place: 'Lloc', request: 'Petició', by: 'A petició de', decision: 'Decisió', reason: 'Motiu',
  ofVersion: (version) => `versió ${version}`,
  decisions: { open: 'pendent', accepted: 'acceptada', declined: 'rebutjada' },
  changes: (version) => `Què ha canviat des de la versió ${version}`, noChange: (version) => `Res no ha canviat en aquest document des de la versió ${version}.`,
  paragraph: 'Paràgraf', section: 'Secció', before: 'Abans', after: 'Ara', kinds: { changed: 'canviat', added: 'afegit', removed: 'suprimit' },
  was: (now, before) => `${now} (abans ${before})`,
}

const it: VersionLabels = {
  version: 'Versione e approvazione', status: 'Stato', fingerprint: 'Impronta', frozen: 'Congelata', note: 'Nota', commentsUntil: 'Osservazioni entro',
  approvals: 'Approvata da', name: 'Nome', capacity: 'Carica', how: 'Modalità', on: 'Data',
  ways: { 'in-room': 'in seduta', 'in-writing': 'per iscritto', 'next-meeting': 'nella riunione successiva' },
  signature: 'Firma', recordedOnly: 'registrata, non firmata',
  signedAs: { facilitator: 'firmata dalla facilitazione, chiave', rapporteur: 'firmata come verbalizzante, chiave', participant: 'firmata come partecipante, chiave' },
  signedWithoutRole: 'firmata, senza ruolo provato, chiave',
  signatureProves: 'Una firma prova che chi possiede la chiave ha firmato questa versione e con quale ruolo è stato invitato. Che la chiave sia della persona nominata, può dirlo solo lei.',
  howToVerify: '«minuta verify» dice se una copia di questo documento dice ancora ciò che è stato congelato con questa impronta.',
  corrigendum: 'Rettifica', requests: 'Rettifiche richieste', place: 'Punto', request: 'Richiesta', by: 'Richiesta da', decision: 'Decisione', reason: 'Motivo',
  ofVersion: (version) => `versione ${version}`,
  decisions: { open: 'in sospeso', accepted: 'accolta', declined: 'respinta' },
  changes: (version) => `Che cosa è cambiato dalla versione ${version}`, noChange: (version) => `Nulla è cambiato in questo documento dalla versione ${version}.`,
  paragraph: 'Paragrafo', section: 'Sezione', before: 'Prima', after: 'Ora', kinds: { changed: 'modificato', added: 'aggiunto', removed: 'tolto' },
  was: (now, before) => `${now} (prima ${before})`,
}

const el: VersionLabels = {
  version: 'Έκδοση και έγκριση', status: 'Κατάσταση', fingerprint: 'Αποτύπωμα', frozen: 'Οριστικοποιήθηκε', note: 'Σημείωση', commentsUntil: 'Παρατηρήσεις έως',
  approvals: 'Εγκρίθηκε από', name: 'Όνομα', capacity: 'Ιδιότητα', how: 'Τρόπος', on: 'Ημερομηνία',
  ways: { 'in-room': 'στη συνεδρίαση', 'in-writing': 'γραπτώς', 'next-meeting': 'στην επόμενη συνεδρίαση' },
  signature: 'Υπογραφή', recordedOnly: 'καταγράφηκε, χωρίς υπογραφή',
  signedAs: { facilitator: 'υπογράφηκε από τον συντονισμό, κλειδί', rapporteur: 'υπογράφηκε από τη γραμματεία, κλειδί', participant: 'υπογράφηκε ως συμμετέχων, κλειδί' },
  signedWithoutRole: 'υπογράφηκε, χωρίς αποδεδειγμένο ρόλο, κλειδί',
  signatureProves: 'Η υπογραφή αποδεικνύει ότι ο κάτοχος του κλειδιού υπέγραψε αυτή την έκδοση και με ποια ιδιότητα είχε προσκληθεί. Ότι το κλειδί ανήκει στο πρόσωπο που αναφέρεται μπορεί να το πει μόνο το ίδιο.',
  howToVerify: 'Το «minuta verify» λέει αν ένα αντίγραφο του εγγράφου λέει ακόμη ό,τι οριστικοποιήθηκε με αυτό το αποτύπωμα.',
  corrigendum: 'Διορθωτικό', requests: 'Διορθώσεις που ζητήθηκαν', place: 'Σημείο', request: 'Αίτημα', by: 'Ζητήθηκε από', decision: 'Απόφαση', reason: 'Αιτιολογία',
  ofVersion: (version) => `έκδοση ${version}`,
  decisions: { open: 'εκκρεμεί', accepted: 'έγινε δεκτό', declined: 'απορρίφθηκε' },
  changes: (version) => `Τι άλλαξε από την έκδοση ${version}`, noChange: (version) => `Τίποτα δεν άλλαξε σε αυτό το έγγραφο από την έκδοση ${version}.`,
  paragraph: 'Παράγραφος', section: 'Ενότητα', before: 'Πριν', after: 'Τώρα', kinds: { changed: 'άλλαξε', added: 'προστέθηκε', removed: 'αφαιρέθηκε' },
  was: (now, before) => `${now} (πριν ${before})`,
}

const ar: VersionLabels = {
  version: 'النسخة والمصادقة', status: 'الحالة', fingerprint: 'البصمة', frozen: 'جُمدت', note: 'ملاحظة', commentsUntil: 'أجل تلقي الملاحظات',
  approvals: 'صادق عليها', name: 'الاسم', capacity: 'الوظيفة', how: 'الطريقة', on: 'التاريخ',
  ways: { 'in-room': 'في الجلسة', 'in-writing': 'كتابةً', 'next-meeting': 'في الاجتماع التالي' },
  signature: 'التوقيع', recordedOnly: 'مدوَّن دون توقيع',
  signedAs: { facilitator: 'موقَّع بصفة ميسر، المفتاح', rapporteur: 'موقَّع بصفة مقرر، المفتاح', participant: 'موقَّع بصفة مشارك، المفتاح' },
  signedWithoutRole: 'موقَّع دون صفة مثبتة، المفتاح',
  signatureProves: 'يثبت التوقيع أن حامل المفتاح وقَّع هذه النسخة وبأي صفة دُعي. أما أن المفتاح يخص الشخص المذكور فلا يقوله إلا هو نفسه.',
  howToVerify: 'يبين «minuta verify» ما إذا كانت نسخة من هذه الوثيقة لا تزال تقول ما جُمِّد تحت هذه البصمة.',
  corrigendum: 'تصحيح', requests: 'التصحيحات المطلوبة', place: 'الموضع', request: 'الطلب', by: 'صاحب الطلب', decision: 'القرار', reason: 'السبب',
  ofVersion: (version) => `النسخة ${version}`,
  decisions: { open: 'معلَّق', accepted: 'مقبول', declined: 'مرفوض' },
  changes: (version) => `ما تغير منذ النسخة ${version}`, noChange: (version) => `لم يتغير شيء في هذه الوثيقة منذ النسخة ${version}.`,
  paragraph: 'الفقرة', section: 'القسم', before: 'قبل', after: 'الآن', kinds: { changed: 'معدَّل', added: 'مضاف', removed: 'محذوف' },
  was: (now, before) => `${now} (كانت ${before})`,
}

const catalogues: Readonly<Record<string, VersionLabels>> = { en, fr, es, ca, it, el, ar }

/** The words in the language of `tag`, English when there are none. */
export function versionLabels(tag: string): VersionLabels {
  return catalogues[tag.toLowerCase().split('-')[0] ?? ''] ?? en
}
