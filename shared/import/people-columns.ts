/**
 * What the columns of a participant list mean: read from their headings in the seven languages of the minutes, or, where there are
 * none, from what stands in them. A guess only: whoever imports sees it and changes it.
 */
import { attendances, capacities, organisationTypes, type Attendance, type Capacity, type OrganisationType, type PhotoConsent } from '../model/workshop.ts'
import { foldWords } from '../search/fold.ts'
import type { ListTable } from './list-table.ts'

export const columnMeanings = [
  'ignore', 'name', 'givenName', 'familyName', 'organisation', 'orgType', 'function', 'region', 'country', 'capacity', 'attendance', 'timeIn', 'timeOut', 'representedBy', 'contact', 'photoConsent', 'key',
] as const
/** 'key' is the list's own number of a person, by which other cells of it may name them; nothing else is made of it. */
export type ColumnMeaning = (typeof columnMeanings)[number]

export type ListColumns = {
  /** Index of the row with the headings; null when the list has none. Rows above it are not people. */
  readonly headerRow: number | null
  /** One per column of the widest row. */
  readonly meanings: readonly ColumnMeaning[]
}

/** How far down a row of headings is looked for: titles, dates and empty rows stand above it. */
const headerSearchRows = 15

/** What the columns of `rows` most likely are. */
export function detectColumns(rows: readonly (readonly string[])[]): ListColumns {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const headerRow = findHeaderRow(rows.slice(0, headerSearchRows), width)
  if (headerRow === null) return { headerRow, meanings: guessByContent(rows, width) }
  return { headerRow, meanings: fromHeadings(rows[headerRow] ?? [], rows.slice(headerRow + 1), width) }
}

function findHeaderRow(rows: readonly (readonly string[])[], width: number): number | null {
  const candidates = rows.map((row, index) => ({ index, known: new Set(row.flatMap(wordsOfHeading)).size }))
  const best = candidates.reduce((most, candidate) => (candidate.known > most.known ? candidate : most), { index: 0, known: 0 })
  // Headings of a part further down may say more; those above them are headings all the same where people stand between the two.
  const isAboveRows = ({ index }: { readonly index: number }): boolean => rows.slice(index + 1, best.index).some((row) => row.filter((cell) => cell.trim() !== '').length > 1)
  const first = candidates.find((candidate) => candidate.known >= 2 && namesPeople(rows[candidate.index] ?? []) && isAboveRows(candidate)) ?? best
  if (first.known >= 2) return first.index
  // One known word alone may be part of a title, unless it names people beside other headings, or is all that the list has.
  const named = rows.findIndex(namesPeople)
  if (named >= 0) return named
  return best.known === 1 && width === 1 ? best.index : null
}

/** Whether a row is nothing but headings although only one is known: a word that says "name", alone in its cell, beside others without a number ("Nom", "Signature"). */
function namesPeople(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '')
  const isName = (cell: string): boolean => nameHeadings.has(byHeading.get(foldWords(cell)) ?? 'key')
  return filled.length > 1 && filled.some(isName) && !filled.some((cell) => /\p{N}|@/u.test(cell))
}

/**
 * Whether a row in the midst of people, whose columns mean `meanings`, is the headings of another part of the file: somebody's name, and two other
 * headings at least. "Delegate", "Association" and "Present" are headings as well as what stands below them, beside a name that is none.
 */
export function isHeadingsAgain(row: readonly string[], meanings: readonly ColumnMeaning[]): boolean {
  const named = row.filter((cell, index) => namesSomebody(meanings[index] ?? 'ignore') && cell.trim() !== '')
  return namesPeople(row) && new Set(row.flatMap(wordsOfHeading)).size > 2 && named.every((cell) => wordsOfHeading(cell).length > 0)
}

/** Whether a column of this meaning holds names of people, or a part of them. */
export function namesSomebody(meaning: ColumnMeaning): boolean {
  return meaning === 'name' || meaning === 'givenName' || meaning === 'familyName'
}

/** The sheet that holds the people: the first with headings that name them, else the first. */
export function likelyTable(tables: readonly ListTable[]): number {
  const found = tables.findIndex(({ rows }) => {
    const { headerRow, meanings } = detectColumns(rows)
    return headerRow !== null && meanings.some(namesSomebody)
  })
  return Math.max(found, 0)
}

/**
 * Headings as people write them, folded. 'name?' is a word that is the whole name, the first or the family name, depending on the
 * other columns; 'role?' an office or a capacity, depending on what stands below it; 'secondFamilyName' and 'secondGivenName' go on with the name before.
 */
const headings: Readonly<Record<Exclude<ColumnMeaning, 'ignore'> | 'name?' | 'role?' | 'secondFamilyName' | 'secondGivenName', readonly string[]>> = {
  name: [
    'name original name', 'full name', 'name and surname', 'participant', 'participants', 'person', 'attendee', 'delegate', 'nom complet', 'nom et prenom', 'prenom et nom', 'nom prenom', 'prenom nom',
    'nom i cognoms', 'cognoms i nom', 'nombre completo', 'nombre y apellidos', 'apellidos y nombre', 'nome completo', 'nome e cognome', 'cognome e nome', 'nominativo',
    'ονοματεπωνυμο', 'συμμετεχων', 'συμμετεχοντεσ', 'الاسم الكامل', 'الاسم واللقب', 'الاسم الثلاثي', 'المشارك', 'المشاركون', 'participante', 'partecipante',
  ],
  'name?': ['name', 'nom', 'nombre', 'nome', 'ονομα', 'الاسم', 'اسم'],
  givenName: ['first name', 'firstname', 'given name', 'given names', 'given', 'forename', 'prenom', 'prenoms', 'nom de pila', 'nombre de pila', 'nome proprio', 'μικρο ονομα', 'الاسم الاول', 'الاسم الشخصي'],
  secondGivenName: ['middle name', 'middle names', 'second name', 'deuxieme prenom', 'autres prenoms', 'segundo nombre', 'segon nom', 'secondo nome', 'δευτερο ονομα', 'الاسم الثاني'],
  familyName: [
    'last name', 'lastname', 'surname', 'family name', 'family', 'nom de famille', 'cognom', 'cognoms', 'apellido', 'apellidos', 'cognome', 'επωνυμο', 'επιθετο', 'اللقب', 'اسم العائلة', 'الاسم العائلي', 'النسب', 'لقب العائلة',
    'primer apellido', '1er apellido', 'apellido 1', 'apellido paterno', 'primer cognom', '1r cognom', 'cognom 1', 'first surname', 'primo cognome',
  ],
  secondFamilyName: ['segundo apellido', '2o apellido', '2º apellido', 'apellido 2', 'apellido materno', 'segon cognom', '2n cognom', 'cognom 2', 'second surname', 'secondo cognome'],
  organisation: [
    'organisation', 'organization', 'org', 'company', 'institution', 'affiliation', 'entity', 'employer', 'body', 'structure', 'organisme', 'etablissement', 'societe', 'entreprise', 'association',
    'organitzacio', 'entitat', 'institucio', 'empresa', 'organizacion', 'entidad', 'institucion', 'organismo', 'organizzazione', 'ente', 'istituzione', 'azienda', 'societa', 'struttura',
    'organisation name', 'name of organisation', 'name of the organisation', 'organization name', 'name of organization', 'nom de l organisme', 'nom de l organisation', 'nom de la structure', 'collectivite', 'employeur',
    'nombre de la entidad', 'nombre de la organizacion', 'nom de l entitat', 'nom de l organitzacio', 'nome dell ente', 'nome dell organizzazione', 'επωνυμια φορεα', 'ονομα φορεα', 'اسم المنظمه', 'اسم المؤسسه', 'اسم الجمعيه',
    'οργανωση', 'οργανισμοσ', 'φορεασ', 'εταιρεια', 'ιδρυμα', 'المنظمه', 'المؤسسه', 'الهيئه', 'الجهه', 'الشركه', 'الجمعيه',
  ],
  function: [
    'function', 'functions', 'title', 'job title', 'organization title', 'organisation title', 'job', 'position', 'office', 'occupation', 'profession', 'fonction', 'fonctions', 'poste', 'titre', 'qualite professionnelle', 'metier',
    'carrec', 'funcio', 'ocupacio', 'cargo', 'funcion', 'puesto', 'ocupacion', 'carica', 'funzione', 'incarico', 'qualifica', 'professione', 'mansione',
    'θεση', 'αξιωμα', 'επαγγελμα', 'الوظيفه', 'المنصب', 'المهنه', 'الصفه المهنيه',
  ],
  'role?': ['role', 'rol', 'ruolo', 'ρολοσ', 'ιδιοτητα', 'الدور'],
  region: ['region', 'area', 'territory', 'province', 'territoire', 'regio', 'territori', 'comarca', 'territorio', 'regione', 'provincia', 'comunidad autonoma', 'περιφερεια', 'περιοχη', 'المنطقه', 'الجهه الترابيه', 'الاقليم', 'الولايه'],
  capacity: ['capacity', 'takes part as', 'status', 'participates as', 'en qualite de', 'qualite', 'statut', 'participe comme', 'qualitat', 'en qualitat de', 'calidad', 'en calidad de', 'in qualita di', 'participa com', 'participa como', 'partecipa come', 'συμμετεχει ωσ', 'بصفته', 'الصفه', 'a titolo di'],
  attendance: [
    'presente', 'presenti', 'παρων', 'παρουσα', 'حاضر', 'attends', 'asiste', 'assisteix', 'partecipa', 'συμμετεχει', 'يحضر',
    'attendance', 'present', 'presence', 'attending', 'attended', 'assistencia', 'presencia', 'asistencia', 'presenza', 'presenze', 'παρουσια', 'συμμετοχη', 'الحضور', 'rsvp', 'reponse',
  ],
  orgType: [
    'organisation type', 'type of organisation', 'organization type', 'sector', 'type d organisme', 'type de structure', 'secteur', 'tipus d organitzacio', 'tipo de organizacion', 'tipo di organizzazione', 'settore',
    'ειδοσ φορεα', 'τομεασ', 'نوع المنظمه', 'القطاع', 'kind of organisation', 'type d organisation', 'tipo de entidad', 'tipus d entitat', 'tipo di ente', 'نوع الهيئه',
  ],
  country: ['country', 'state', 'pays', 'pais', 'paese', 'stato', 'χωρα', 'البلد', 'الدوله'],
  timeIn: ['arrival', 'arrival time', 'time of arrival', 'arrived', 'time in', 'in', 'arrivee', 'heure d arrivee', 'arribada', 'llegada', 'hora de llegada', 'arrivo', 'ora di arrivo', 'αφιξη', 'ωρα αφιξησ', 'الوصول', 'وقت الوصول'],
  timeOut: ['departure', 'departure time', 'time of departure', 'left', 'time out', 'out', 'depart', 'heure de depart', 'sortida', 'salida', 'hora de salida', 'partenza', 'uscita', 'αναχωρηση', 'ωρα αναχωρησησ', 'المغادره', 'وقت المغادره'],
  representedBy: [
    'proxy holder', 'mandataire', 'mandatari', 'mandatario', 'represente e par', 'representee par', 'representado a por', 'representada por', 'representat da per', 'representada per', 'delegato da', 'delegata da',
    'represented by', 'proxy', 'proxy to', 'substitute', 'represente par', 'pouvoir a', 'pouvoir', 'procuration a', 'procuration', 'suppleant', 'representat per', 'delegacio', 'representado por', 'delegacion', 'suplente', 'rappresentato da', 'delega a', 'delega', 'supplente',
    'εκπροσωπειται απο', 'αναπληρωτησ', 'ممثل ب', 'ينوب عنه', 'النائب', 'mandat a', 'delegacion en', 'delegacio en', 'εξουσιοδοτηση προσ', 'التوكيل الى',
  ],
  photoConsent: [
    'photo consent', 'consent to photos', 'consent to photographs', 'photo permission', 'image rights', 'photographs', 'photos', 'droit a l image', 'autorisation photo', 'accord photo', 'photographies', 'derechos de imagen',
    'autorizacion de imagen', 'consentimiento fotografico', 'fotografias', 'drets d imatge', 'autoritzacio d imatge', 'consentiment fotografic', 'fotografies', 'consenso foto', 'diritti d immagine', 'liberatoria', 'liberatoria foto', 'fotografie',
    'συγκαταθεση φωτογραφιων', 'συναινεση φωτογραφιων', 'φωτογραφιεσ', 'الموافقه على التصوير', 'حقوق الصوره', 'الصور',
  ],
  key: ['id', 'no', 'nr', 'n', 'number', 'numero', 'num', 'numero d inscription', 'αριθμοσ', 'α α', 'الرقم', 'رقم'],
  contact: [
    'e mail', 'email', 'mail', 'user email', 'e mail 1 value', 'phone 1 value', 'e mail address', 'email address', 'contact', 'courriel', 'adresse electronique', 'adresse e mail', 'mel', 'correu', 'correu electronic', 'adreca electronica', 'correo', 'correo electronico',
    'adresse mail', 'adresse email', 'adresse courriel', 'correo e', 'correu e', 'indirizzo email', 'indirizzo mail', 'ηλ ταχυδρομειο', 'الايميل', 'عنوان البريد الالكتروني',
    'phone', 'phone number', 'telephone', 'telephone number', 'tel', 'mobile', 'mobile number', 'mobile phone', 'cell phone', 'numero de telephone', 'portable', 'telephone portable', 'telefono', 'movil', 'telefono movil',
    'telefon', 'mobil', 'telefon mobil', 'cellulare', 'numero di telefono', 'τηλεφωνο', 'κινητο', 'κινητο τηλεφωνο', 'الهاتف', 'هاتف', 'رقم الهاتف', 'الهاتف المحمول',
    'posta elettronica', 'indirizzo e mail', 'ηλεκτρονικο ταχυδρομειο', 'ηλεκτρονικη διευθυνση', 'البريد الالكتروني', 'البريد', 'البريد الإلكتروني', 'contacto', 'contacte', 'recapito', 'επικοινωνια', 'وسيله الاتصال',
  ],
}

type HeadingMeaning = keyof typeof headings
const nameHeadings: ReadonlySet<HeadingMeaning> = new Set(['name', 'name?', 'givenName', 'familyName', 'secondFamilyName', 'secondGivenName'])

/** Heading → meaning, folded as the headings of a file are. */
const byHeading: ReadonlyMap<string, HeadingMeaning> = new Map(
  (Object.entries(headings) as [HeadingMeaning, readonly string[]][]).flatMap(([meaning, words]) => words.map((word) => [foldWords(word), meaning] as const)),
)

/** The meanings that a heading may have: as a whole, else by its parts ("Nom / Name", "Organisation (full name)"). */
function wordsOfHeading(cell: string): HeadingMeaning[] {
  if (cell.length > 80) return []
  const whole = byHeading.get(foldWords(cell))
  if (whole) return [whole]
  const parts = cell.split(/[/|()[\]:,\n]|\s[-–]\s/u).map((part) => byHeading.get(foldWords(part)))
  return parts.filter((meaning) => meaning !== undefined).slice(0, 1)
}

function fromHeadings(header: readonly string[], body: readonly (readonly string[])[], width: number): ColumnMeaning[] {
  const found = Array.from({ length: width }, (_, index) => wordsOfHeading(header[index] ?? '')[0] ?? null)
  const has = (meaning: HeadingMeaning): boolean => found.includes(meaning)
  const taken = new Set<ColumnMeaning>()
  return found.map((meaning, index): ColumnMeaning => {
    const settled = settle(meaning)
    // The first of two columns with one meaning is meant; several functions of one person, and several ways to reach them, are fine.
    const isSecond = meaning === 'secondFamilyName' || meaning === 'secondGivenName'
    if (settled !== 'function' && settled !== 'contact' && !isSecond && taken.has(settled)) return 'ignore'
    // Wherever it stands, it takes nothing from the name that it goes on with.
    if (!isSecond) taken.add(settled)
    return settled

    function settle(word: HeadingMeaning | null): ColumnMeaning {
      switch (word) {
        case null:
          return 'ignore'
        case 'name?':
          if (has('givenName')) return 'familyName'
          return has('familyName') ? 'givenName' : 'name'
        case 'secondFamilyName':
          return 'familyName'
        case 'secondGivenName':
          if (!has('givenName')) return 'ignore'
          // Where no column holds the family name, the second name is it.
          return has('familyName') || has('name?') ? 'givenName' : 'familyName'
        case 'role?':
          return share(body, index, (cell) => capacityNamed(cell) !== null) >= 0.8 ? 'capacity' : 'function'
        case 'capacity':
        case 'attendance':
          // "Status" stands above capacities, attendance or offices.
          return meaningOfChoices(body, index) ?? (word === 'capacity' ? 'function' : 'attendance')
        default:
          return word
      }
    }
  })
}

function meaningOfChoices(body: readonly (readonly string[])[], index: number): 'capacity' | 'attendance' | null {
  if (share(body, index, (cell) => attendanceNamed(cell) !== null) >= 0.5) return 'attendance'
  return share(body, index, (cell) => capacityNamed(cell) !== null) >= 0.5 ? 'capacity' : null
}

/** How many of the filled cells of a column are as `is` says; 0 for an empty column. */
function share(rows: readonly (readonly string[])[], column: number, is: (cell: string) => boolean): number {
  const filled = rows.slice(0, 500).map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  return filled.length === 0 ? 0 : filled.filter(is).length / filled.length
}

/** By places and not by an expression, which would try every sign of a long cell with every other. */
function isAddress(cell: string): boolean {
  const [at, dot] = [cell.indexOf('@', 1), cell.lastIndexOf('.')]
  return at > 0 && dot > at + 1 && dot < cell.length - 1 && !/\s/u.test(cell)
}

/** What this column and the next hold where they hold the parts of names: one word here, one or two there. Null for anything else. */
function partsOfNames(rows: readonly (readonly string[])[], index: number): readonly ['familyName', 'givenName'] | readonly ['givenName', 'familyName'] | null {
  const nearlyAll = 0.8
  if (share(rows, index, (cell) => /^\p{L}[\p{L}\p{M}'’-]*$/u.test(cell)) < nearlyAll) return null
  if (share(rows, index + 1, (cell) => /^\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*)?$/u.test(cell)) < nearlyAll) return null
  // Who writes a list by hand puts a space behind a comma: "García, Ana".
  const filled = rows.map((row) => row[index + 1] ?? '').filter((cell) => cell.trim() !== '')
  return filled.filter((cell) => cell.startsWith(' ')).length >= filled.length * nearlyAll ? ['familyName', 'givenName'] : ['givenName', 'familyName']
}

function guessByContent(rows: readonly (readonly string[])[], width: number): ColumnMeaning[] {
  const meanings: ColumnMeaning[] = Array.from({ length: width }, () => 'ignore')
  let isNamed = false
  for (let index = 0; index < width; index += 1) {
    if (share(rows, index, isAddress) >= 0.5) meanings[index] = 'contact'
    else if (share(rows, index, (cell) => attendanceNamed(cell) !== null) >= 0.8) meanings[index] = 'attendance'
    else if (share(rows, index, (cell) => capacityNamed(cell) !== null) >= 0.8) meanings[index] = 'capacity'
    else if (share(rows, index, (cell) => /^\p{L}/u.test(cell)) >= 0.5) {
      const given = isNamed ? null : partsOfNames(rows, index)
      if (given !== null) {
        meanings.splice(index, 2, ...given)
        index += 1
      } else if (!isNamed) meanings[index] = 'name'
      else if (!meanings.includes('organisation')) meanings[index] = 'organisation'
      isNamed = true
    }
  }
  return meanings
}

/** As spreadsheets show what is true and what is not. */
const trueWords = ['true', 'vrai', 'verdadero', 'cert', 'vero', 'αληθησ', 'αληθεσ', 'صحيح', 'صواب']
const falseWords = ['false', 'faux', 'falso', 'fals', 'ψευδησ', 'ψευδεσ', 'خطا']

const attendanceWords: Readonly<Record<Attendance, readonly string[]>> = {
  present: [...trueWords, 'present', 'presence', 'yes', 'y', 'x', 'p', 'oui', 'presente', 'presentes', 'si', 'here', 'attended', 'presente in sala', 'in person', 'en personne', 'παρων', 'παρουσα', 'ναι', 'حاضر', 'حاضره', 'نعم', '✓', '✔'],
  remote: ['remote', 'online', 'en ligne', 'a distance', 'a distancia', 'da remoto', 'a distanza', 'in linea', 'en linia', 'en linea', 'visio', 'visioconference', 'video', 'zoom', 'τηλεδιασκεψη', 'εξ αποστασεωσ', 'διαδικτυακα', 'عن بعد', 'عبر الانترنت'],
  excused: ['excused', 'apologies', 'excuse', 'excusee', 'excusat', 'excusada', 'excusado', 'giustificato', 'giustificata', 'assente giustificato', 'scusato', 'δικαιολογημενα απων', 'δικαιολογημενη απουσια', 'معتذر', 'معتذره', 'غائب بعذر', 'absence excusee', 'excusa su asistencia', 'excusa l assistencia'],
  absent: [...falseWords, 'absent', 'no', 'n', 'non', 'absente', 'assente', 'ausente', 'absentes', 'απων', 'απουσα', 'οχι', 'غائب', 'غائبه', 'لا', 'absence'],
  expected: ['expected', 'invited', 'registered', 'confirmed', 'attendu', 'attendue', 'invite', 'invitee', 'inscrit', 'inscrite', 'convidat', 'inscrit a', 'invitado', 'inscrito', 'invitato', 'iscritto', 'atteso', 'προσκεκλημενοσ', 'αναμενεται', 'مدعو', 'مسجل', 'not noted', 'sans indication', 'sin constancia', 'sense constancia', 'senza indicazione', 'χωρισ ενδειξη', 'دون بيان'],
}

const capacityWords: Readonly<Record<Capacity, readonly string[]>> = {
  member: ['member', 'full member', 'membre', 'membre titulaire', 'titulaire', 'miembro', 'membro', 'componente', 'μελοσ', 'عضو', 'عضوه'],
  observer: ['observer', 'observateur', 'observatrice', 'observador', 'observadora', 'osservatore', 'osservatrice', 'παρατηρητησ', 'παρατηρητρια', 'مراقب', 'مراقبه', 'ملاحظ', 'personne observatrice', 'persona observadora'],
  expert: ['expert', 'experte', 'experta', 'experto', 'esperto', 'esperta', 'εμπειρογνωμονασ', 'ειδικοσ', 'خبير', 'خبيره', 'personne experte', 'especialista'],
  guest: ['guest', 'invite', 'invitee', 'convidat', 'convidada', 'invitado', 'invitada', 'ospite', 'invitato', 'invitata', 'προσκεκλημενοσ', 'προσκεκλημενη', 'ضيف', 'ضيفه', 'personne invitee', 'persona invitada', 'persona convidada'],
  staff: ['staff', 'team', 'secretariat', 'equipe', 'secretariat technique', 'equip', 'personal', 'equipo', 'secretaria', 'personale', 'segreteria', 'προσωπικο', 'γραμματεια', 'فريق', 'الامانه', 'struttura', 'طاقم التنظيم'],
}

const orgTypeWords: Readonly<Record<Exclude<OrganisationType, ''>, readonly string[]>> = {
  public: ['public', 'public sector', 'public body', 'publique', 'secteur public', 'collectivite', 'administration', 'pubblico', 'pubblica', 'publico', 'publica', 'δημοσιοσ', 'δημοσιο', 'عمومي', 'عام', 'حكومي', 'عموميه'],
  private: ['private', 'private sector', 'company', 'business', 'prive', 'privee', 'secteur prive', 'entreprise', 'privado', 'privada', 'privat', 'privato', 'privata', 'ιδιωτικοσ', 'ιδιωτικο', 'خاص', 'خاصه'],
  sse: [
    'sse', 'social economy', 'cooperative', 'association', 'ngo', 'non profit', 'third sector', 'ess', 'economie sociale et solidaire', 'ong', 'associacio', 'cooperativa', 'asociacion', 'tercer sector', 'associazione', 'terzo settore', 'ets',
    'κοινωνικη οικονομια', 'συνεταιρισμοσ', 'μκο', 'تعاونيه', 'جمعيه', 'اقتصاد اجتماعي', 'economie sociale', 'economia social', 'economia sociale', 'اقتصاد اجتماعي وتضامني',
  ],
  academic: ['academic', 'research', 'university', 'recherche', 'universite', 'academique', 'academico', 'academica', 'universitat', 'recerca', 'universidad', 'investigacion', 'universita', 'ricerca', 'accademico', 'πανεπιστημιο', 'ερευνα', 'ακαδημαϊκοσ', 'جامعه', 'بحث', 'اكاديمي', 'universitaire', 'universitaria', 'universita e ricerca', 'اكاديميه'],
  other: ['other', 'autre', 'otro', 'otra', 'altre', 'altra', 'altro', 'αλλο', 'اخر', 'اخرى', 'una altra', 'αλλοσ'],
}

const attendanceByWord = byWord(attendances, attendanceWords)
const capacityByWord = byWord(capacities, capacityWords)

const orgTypeByWord = byWord(organisationTypes.filter((type) => type !== ''), orgTypeWords)

function byWord<T extends string>(values: readonly T[], words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  return new Map(values.flatMap((value) => words[value].map((word) => [foldWords(word) || word, value] as const)))
}

/** What a cell says about attendance, in any of the seven languages; null when it says something else. */
export function attendanceNamed(cell: string): Attendance | null {
  return attendanceByWord.get(foldWords(cell) || cell.trim()) ?? null
}

/** The same in a column that is known to be about it, in which figures are ticks. */
export function attendanceTicked(cell: string): Attendance | null {
  const ticks: Readonly<Record<string, Attendance>> = { 1: 'present', 0: 'absent' }
  return ticks[cell.trim()] ?? attendanceNamed(cell)
}

const consentWords: Readonly<Record<Exclude<PhotoConsent, ''>, readonly string[]>> = {
  yes: [...trueWords, 'yes', 'y', 'x', 'agrees', 'agreed', 'ok', '1', 'oui', 'accord', 'accepte', 'si', 's', 'autoriza', 'autoritza', 'acconsente', 'ναι', 'συναινει', 'نعم', 'موافق', 'موافقه', '✓', '✔'],
  no: ['no', 'n', 'does not agree', 'refuses', 'refused', ...falseWords, '0', 'non', 'refus', 'refuse', 'no autoriza', 'no autoritza', 'non acconsente', 'οχι', 'δεν συναινει', 'لا', 'غير موافق', 'رافض'],
}
const consentByWord = byWord(['yes', 'no'] as const, consentWords)

/** Whether a cell says that somebody agrees to be shown; null when it says something else. */
export function photoConsentNamed(cell: string): PhotoConsent | null {
  return consentByWord.get(foldWords(cell) || cell.trim()) ?? null
}

/** The capacity that a cell names; null for anything else. */
export function capacityNamed(cell: string): Capacity | null {
  return capacityByWord.get(foldWords(cell) || cell.trim()) ?? null
}

/** What kind of organisation a cell names; null for anything else. */
export function orgTypeNamed(cell: string): OrganisationType | null {
  return orgTypeByWord.get(foldWords(cell)) ?? null
}
