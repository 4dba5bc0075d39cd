import { describe, expect, it } from 'vitest'
import { detectColumns } from '../../../shared/import/people-columns.ts'
import { matchPeople } from '../../../shared/import/people-matches.ts'
import { readPeopleRows, type ListedPerson } from '../../../shared/import/people-rows.ts'
import type { PersonId } from '../../../shared/model/ids.ts'

function people(rows: readonly (readonly string[])[]): readonly ListedPerson[] {
  return readPeopleRows(rows, detectColumns(rows)).people
}

describe('IL5: what the columns mean', () => {
  it.each([
    ['en', ['Full name', 'Name of organisation', 'Job title', 'Region', 'Country', 'E-mail address', 'Mobile number', 'Attendance', 'Proxy holder', 'Arrival time', 'Departure time']],
    ['fr', ['Nom et prénom', 'Nom de l’organisme', 'Fonction', 'Région', 'Pays', 'Adresse mail', 'Tél.', 'Présent(e)', 'Mandataire', 'Heure d’arrivée', 'Heure de départ']],
    ['es', ['Nombre y apellidos', 'Nombre de la entidad', 'Cargo', 'Provincia', 'País', 'Correo-e', 'Móvil', 'Asiste', 'Representado/a por', 'Hora de llegada', 'Hora de salida']],
    ['ca', ['Nom i cognoms', 'Nom de l’entitat', 'Càrrec', 'Regió', 'País', 'Correu-e', 'Telèfon', 'Assisteix', 'Representat/da per', 'Arribada', 'Sortida']],
    ['it', ['Cognome e nome', 'Nome dell’ente', 'Carica', 'Regione', 'Paese', 'Indirizzo email', 'Cellulare', 'Presente', 'Delegato da', 'Ora di arrivo', 'Uscita']],
    ['el', ['Ονοματεπώνυμο', 'Επωνυμία φορέα', 'Ιδιότητα', 'Περιφέρεια', 'Χώρα', 'Ηλ. ταχυδρομείο', 'Κινητό', 'Παρουσία', 'Εκπροσωπείται από', 'Ώρα άφιξης', 'Ώρα αναχώρησης']],
    ['ar', ['الاسم الكامل', 'اسم المؤسسة', 'الوظيفة', 'المنطقة', 'الدولة', 'البريد الإلكتروني', 'رقم الهاتف', 'الحضور', 'ينوب عنه', 'وقت الوصول', 'وقت المغادرة']],
  ])('IL12: every column of a list in %s is known by its heading', (_, header) => {
    const meanings = ['name', 'organisation', 'function', 'region', 'country', 'contact', 'contact', 'attendance', 'representedBy', 'timeIn', 'timeOut']
    expect(detectColumns([header, ['Ana', 'x', 'y', 'z', 'w', 'a@b.c', '1', 'x', '', '', '']])).toEqual({ headerRow: 0, meanings })
  })

  it('IL9, IL12: e-mail and telephone are both ways to reach somebody, and the first one knows them again', () => {
    const rows = [['Name', 'E-mail', 'Phone'], ['Ana Petit', 'ana@example.org', '+33 6 12 34 56 78'], ['Bo Li', '', '+33 6 99'], ['Bo Lin', '', '+33 7 11']]
    const { people } = readPeopleRows(rows, detectColumns(rows))
    expect(people.map(({ contact }) => contact)).toEqual(['ana@example.org, +33 6 12 34 56 78', '+33 6 99', '+33 7 11'])
    const there = [{ id: 'p1' as PersonId, name: 'Ana Petit', organisation: 'Elsewhere', contact: 'ANA@example.org' }]
    expect(matchPeople(people, there).map((match) => match?.strength ?? null)).toEqual(['certain', null, null])
  })

  it.each([
    ['en', ['First name', 'Last name', 'Organisation', 'Job title', 'Region', 'Capacity', 'Attendance', 'E-mail'], ['Observer', 'Excused']],
    ['fr', ['Prénom', 'NOM', 'Organisme', 'Fonction', 'Région', 'Qualité', 'Présence', 'Courriel'], ['Observatrice', 'Excusée']],
    ['es', ['Nombre', 'Apellidos', 'Organización', 'Cargo', 'Región', 'En calidad de', 'Asistencia', 'Correo electrónico'], ['Observador', 'Excusado']],
    ['ca', ['Nom', 'Cognoms', 'Organització', 'Càrrec', 'Regió', 'En qualitat de', 'Assistència', 'Adreça electrònica'], ['Observadora', 'Excusada']],
    ['it', ['Nome', 'Cognome', 'Ente', 'Carica', 'Regione', 'In qualità di', 'Presenza', 'Posta elettronica'], ['Osservatrice', 'Giustificato']],
    ['el', ['Όνομα', 'Επώνυμο', 'Φορέας', 'Ιδιότητα', 'Περιφέρεια', 'Συμμετέχει ως', 'Παρουσία', 'Ηλεκτρονικό ταχυδρομείο'], ['Παρατηρητής', 'Δικαιολογημένα απών']],
    ['ar', ['الاسم', 'اسم العائلة', 'المنظمة', 'الوظيفة', 'المنطقة', 'الصفة', 'الحضور', 'البريد الإلكتروني'], ['مراقبة', 'معتذر']],
  ])('is read from headings in %s', (_language, headings, [capacity = '', attendance = '']) => {
    const rows = [headings, ['Ana', 'Petit', 'House', 'Director', 'South', capacity, attendance, 'ana@example.org']]
    expect(detectColumns(rows)).toEqual({ headerRow: 0, meanings: ['givenName', 'familyName', 'organisation', 'function', 'region', 'capacity', 'attendance', 'contact'] })
    expect(people(rows)).toEqual([{
      row: 2, name: 'Ana Petit', organisation: 'House', functions: ['Director'], region: 'South', capacity: 'observer', attendance: 'excused', contact: 'ana@example.org',
      orgType: '', country: '', representedBy: '', timeIn: '', timeOut: '', photoConsent: '', notes: [],
    }])
  })

  it.each([
    ['Photo consent', 'Yes', 'No'], ['Droit à l’image', 'Oui', 'Refus'], ['Derechos de imagen', 'Sí', 'No autoriza'], ['Drets d’imatge', 'Autoritza', 'No'],
    ['Liberatoria foto', 'Sì', 'Non acconsente'], ['Συγκατάθεση φωτογραφιών', 'Ναι', 'Όχι'], ['حقوق الصورة', 'نعم', 'لا'],
  ])('IL13: consent to be shown is read from a column %s: %s, %s', (heading, yes, no) => {
    const rows = [['Name', 'Organisation', heading], ['Ana Petit', 'House', yes], ['Bo Li', 'House', no], ['Cy Ra', 'House', 'perhaps']]
    expect(people(rows).map(({ photoConsent }) => photoConsent)).toEqual(['yes', 'no', ''])
  })

  it('"Nom" is the family name beside "Prénom", the first name beside "Cognoms", and the whole name alone', () => {
    expect(detectColumns([['Nom', 'Prénom']]).meanings).toEqual(['familyName', 'givenName'])
    expect(detectColumns([['Nom', 'Cognoms']]).meanings).toEqual(['givenName', 'familyName'])
    expect(detectColumns([['Nom', 'Organisme']]).meanings).toEqual(['name', 'organisation'])
  })

  it('of an international list: type, country, arrival, and a proxy named by number', () => {
    const rows = [['N°', 'Nom', 'Secteur', 'Pays', 'Arrivée', 'Départ', 'Pouvoir à'], ['7', 'Ana Petit', 'ESS', 'FR', '09:40', '', '8'], ['8', 'Bo Li', 'Privé', 'IT', '', '16:00', ''], ['9', 'Cy Ra', '', '', '', '', 'The chair']]
    expect(people(rows)).toMatchObject([
      { name: 'Ana Petit', orgType: 'sse', country: 'FR', timeIn: '09:40', timeOut: '', representedBy: 'Bo Li' },
      { name: 'Bo Li', orgType: 'private', country: 'IT', timeIn: '', timeOut: '16:00', representedBy: '' },
      { name: 'Cy Ra', orgType: '', representedBy: 'The chair' },
    ])
  })

  it('headings in two languages, in other letters and below a title are found', () => {
    const rows = [['List of participants, 19 September'], [], ['NOM / NAME', 'Organisation (full name)', 'Phone'], ['Ana', 'House', '1']]
    expect(detectColumns(rows)).toEqual({ headerRow: 2, meanings: ['name', 'organisation', 'contact'] })
    expect(people(rows).map(({ row, name }) => [row, name])).toEqual([[4, 'Ana']])
  })

  it('IL17: a first and a second surname are one family name, and so are two columns that somebody says so of', () => {
    for (const heading of [['Nombre', 'Primer apellido', 'Segundo apellido'], ['Nom', 'Cognom 1', '2n cognom'], ['Segundo apellido', 'Apellido', 'Nombre'].reverse()]) {
      expect(people([[...heading, 'Entidad'], ['María', 'García', 'López', 'Puerto']])).toMatchObject([{ name: 'María García López', organisation: 'Puerto' }])
    }
    expect(readPeopleRows([['María', 'José', 'García', 'López']], { headerRow: null, meanings: ['givenName', 'givenName', 'familyName', 'familyName'] }).people[0]?.name).toBe('María José García López')
  })

  it('IL18: a row of headings of which only the name is known is no person; a title is no heading', () => {
    expect(people([['Nom', 'Signature'], ['Ana One', ''], ['Bo Two', '']]).map(({ name }) => name)).toEqual(['Ana One', 'Bo Two'])
    expect(detectColumns([['Participants', 'Athens'], ['Name', 'Organisation'], ['Ana Costa', 'Town']])).toEqual({ headerRow: 1, meanings: ['name', 'organisation'] })
    expect(people([['Participants'], [], ['Nombre', 'Firma'], ['Ana One', '']]).map(({ name }) => name)).toEqual(['Ana One'])
    expect(detectColumns([['Participants', ''], ['Ana Petit', 'House'], ['Bo Li', 'Hall']])).toEqual({ headerRow: null, meanings: ['name', 'organisation'] })
    expect(detectColumns([['Participants', '19 September'], ['Ana Petit', 'House'], ['Bo Li', 'Hall']])).toEqual({ headerRow: null, meanings: ['name', 'organisation'] })
  })

  it('a list without headings is guessed by what stands in it', () => {
    expect(detectColumns([['Ana Petit', 'House', 'present', 'a@example.org'], ['Bo Li', 'Hall', 'excusé', 'b@example.org']])).toEqual({
      headerRow: null, meanings: ['name', 'organisation', 'attendance', 'contact'],
    })
  })

  it('"Role" is a capacity only where the words below are capacities', () => {
    expect(detectColumns([['Name', 'Role'], ['A', 'observer'], ['B', 'Member']]).meanings).toEqual(['name', 'capacity'])
    expect(detectColumns([['Name', 'Role'], ['A', 'observer'], ['B', 'journalist'], ['C', 'mayor']]).meanings).toEqual(['name', 'function'])
  })
})

describe('IL6: rows', () => {
  const one = (name: string, ...more: string[]): ListedPerson | undefined => people([['Name', 'Organisation', 'Function'], [name, ...more]])[0]

  it('lose what nobody sees and keep every word; what was taken out is noted', () => {
    expect(one('  Ana  María ', ' de la\u00A0 O ')).toMatchObject({ name: 'Ana María', organisation: 'de la O', notes: [] })
    expect(one('Jean\u200BPaul Mar\u200Dtin', 'Dupont\u202Efdp.exe')).toMatchObject({ name: 'JeanPaul Martin', organisation: 'Dupontfdp.exe', notes: ['hidden-characters'] })
    expect(one('Zoe\u0301', '👩\u200D🌾 La Ruche')).toMatchObject({ name: 'Zo\u00E9', organisation: '👩\u200D🌾 La Ruche', notes: [] })
    expect(one('می\u200Cخواهم', 'Town hall\nEconomy')).toMatchObject({ name: 'می\u200Cخواهم', organisation: 'Town hall Economy', notes: ['line-breaks'] })
  })

  it('IL19: of nothing but line breaks or signs of addresses cost no time', () => {
    const rows = [['Name', 'Organisation'], ...Array.from({ length: 50 }, () => [`a${'\n'.repeat(9990)}`, 'B'])]
    expect(people(rows)).toHaveLength(50)
    expect(detectColumns([[`${'@.'.repeat(2000)} `]]).meanings).toEqual(['ignore'])
  })

  it('keep what looks like a formula or like markup as words, and say so', () => {
    expect(one('Ana', '=HYPERLINK("https://example.org";"x")')).toMatchObject({ organisation: '=HYPERLINK("https://example.org";"x")', notes: ['looks-like-formula'] })
    expect(one('Ana', '<b>Fées</b> & Cie')).toMatchObject({ organisation: '<b>Fées</b> & Cie', notes: ['looks-like-markup'] })
    expect(one('Null', '00123', '-')).toMatchObject({ name: 'Null', organisation: '00123', notes: [] })
  })

  it('with several lines of offices give several functions, and a capacity nobody knows becomes one', () => {
    expect(people([['Name', 'Capacity', 'Function'], ['Ana', 'Queen', 'Mayor\nChair'], ['Bo', 'Guest', '']])[0]).toMatchObject({ functions: ['Mayor', 'Chair', 'Queen'], capacity: 'member', notes: ['unknown-capacity'] })
  })

  it('without a name, much too long, or with the headings again are left out with the reason', () => {
    const rows = [['Name', 'Organisation'], ['Ana', 'A'], ['', 'House'], [], ['Name', 'Organisation'], ['Bo', 'x'.repeat(10_001)]]
    expect(readPeopleRows(rows, detectColumns(rows))).toMatchObject({
      people: [{ name: 'Ana' }],
      leftOut: [{ row: 3, reason: 'no-name', words: 'House' }, { row: 5, reason: 'header-again' }, { row: 6, reason: 'too-long' }],
    })
  })

  it('"family, given" throughout is turned round; a comma in one name is not', () => {
    expect(people([['Name'], ['Petit, Ana'], ['Li, Bo']]).map(({ name }) => name)).toEqual(['Ana Petit', 'Bo Li'])
    expect(people([['Name'], ['Ana Petit, PhD'], ['Bo Li'], ['Cy Ra']]).map(({ name }) => name)).toEqual(['Ana Petit, PhD', 'Bo Li', 'Cy Ra'])
  })

  it('IL27: degrees behind a comma stay behind the name; a proxy is named as the list names them', () => {
    expect(people([['Name'], ['Ana Petit, PhD'], ['Bo Li, Jr.'], ['Cy Ra, MD']]).map(({ name }) => name)).toEqual(['Ana Petit, PhD', 'Bo Li, Jr.', 'Cy Ra, MD'])
    expect(people([['Name'], ['Rahman, Md'], ['Petit, Ana']]).map(({ name }) => name)).toEqual(['Md Rahman', 'Ana Petit'])
    const listed = people([['Name', 'Represented by'], ['Petit, Ana', ''], ['Li, Bo', 'Petit, Ana'], ['Ra, Cy', 'Somebody, Else']])
    expect(listed.map(({ representedBy }) => representedBy)).toEqual(['', 'Ana Petit', 'Somebody, Else'])
  })

  it.each([
    [['1', '0'], ['present', 'absent']], [['Y', 'N'], ['present', 'absent']], [['TRUE', 'FALSE'], ['present', 'absent']], [['VRAI', 'FAUX'], ['present', 'absent']],
    [['VERDADERO', 'FALSO'], ['present', 'absent']], [['CERT', 'FALS'], ['present', 'absent']], [['VERO', 'FALSO'], ['present', 'absent']], [['ΑΛΗΘΗΣ', 'ΨΕΥΔΗΣ'], ['present', 'absent']], [['صحيح', 'خطأ'], ['present', 'absent']],
  ])('IL26: ticks of forms and spreadsheets say who is present: %s', (cells, attendances) => {
    const [yes = '', no = ''] = cells
    expect(people([['Name', 'Attending'], ['Ana', yes], ['Bo', no]]).map(({ attendance, notes }) => [attendance, ...notes])).toEqual(attendances.map((attendance) => [attendance]))
  })

  it('IL28: what video calls write of who was there: headings in the midst and titles above them are no people', () => {
    const teams = [
      ['1. Summary'], ['Meeting title', 'Council'], [], ['2. Participants'], ['Name', 'First Join', 'Email', 'Participant ID (UPN)', 'Role'], ['Ana Petit', '9:01', 'a@x.org', 'a@x.org', 'Organizer'], [],
      ['3. In-Meeting Activities'], ['Name', 'Join Time', 'Email', 'Role'], ['Ana Petit', '9:01', 'a@x.org', 'Organizer'],
    ]
    expect(readPeopleRows(teams, detectColumns(teams))).toMatchObject({ people: [{ name: 'Ana Petit' }, { name: 'Ana Petit' }], leftOut: [...[1, 2, 4].map((row) => ({ row, reason: 'above-headings' })), { row: 8, reason: 'header-again' }, { row: 9, reason: 'header-again' }] })
    expect(people([['Name (Original Name)', 'User Email', 'Join Time'], ['Ana', 'a@x.org', '09:01']])).toMatchObject([{ name: 'Ana', contact: 'a@x.org', organisation: '' }])
    expect(people([['First Name', 'Middle Name', 'Last Name', 'Organization Title'], ['Ana', 'María', 'López', 'Chair']])).toMatchObject([{ name: 'Ana María López', functions: ['Chair'] }])
  })

  it('UI232: no row is lost in silence: what stands above the headings is told, and the first headings of several count where people stand below them', () => {
    const late = [['Ana Petit', 'Port'], ['Bo Li', 'Hall'], [], ['Name', 'Organisation', 'E-mail'], ['Cy Ra', 'Mill', 'c@x.org']]
    expect(readPeopleRows(late, detectColumns(late))).toMatchObject({
      people: [{ name: 'Cy Ra' }],
      leftOut: [{ row: 1, reason: 'above-headings', words: 'Ana Petit · Port' }, { row: 2, reason: 'above-headings', words: 'Bo Li · Hall' }],
    })
    const twice = [['Council of the port'], ['Name', 'Organisation'], ['Ana Petit', 'Port'], ['Bo Li', 'Hall'], [], ['Name', 'Organisation', 'E-mail', 'Country'], ['Cy Ra', 'Mill', 'c@x.org', 'Malta']]
    expect(readPeopleRows(twice, detectColumns(twice))).toMatchObject({
      people: [{ name: 'Ana Petit', organisation: 'Port' }, { name: 'Bo Li' }, { name: 'Cy Ra', organisation: 'Mill' }],
      leftOut: [{ row: 1, reason: 'above-headings', words: 'Council of the port' }, { row: 6, reason: 'header-again' }],
    })
    expect(detectColumns([['Participants', 'Association: Port'], ['Name', 'Association', 'E-mail', 'Country'], ['Ana Petit', 'Port', 'a@x.org', 'Malta']]).headerRow).toBe(1)
  })

  it('UI233: without headings, single words in two columns are the parts of names, family name first where the list was written with a comma and a space', () => {
    const names = (rows: readonly (readonly string[])[]): string[] => people(rows).map(({ name }) => name)
    expect(names([['García', ' Ana'], ['Petit', ' Jean Luc'], ['Li', ' Bo']])).toEqual(['Ana García', 'Jean Luc Petit', 'Bo Li'])
    expect(names([['Ana', 'García'], ['Bo', 'Li']])).toEqual(['Ana García', 'Bo Li'])
    expect(people([['Ana García', 'Port'], ['Bo Li', 'Mill']])).toMatchObject([{ name: 'Ana García', organisation: 'Port' }, { name: 'Bo Li', organisation: 'Mill' }])
    expect(names([['García', ' Ana', 'a@x.org'], ['Li', ' Bo', 'b@x.org']])).toEqual(['Ana García', 'Bo Li'])
  })

  it('IL32: somebody whose cells are words that also stand above columns is somebody', () => {
    const rows = [['Nom', 'Organisation', 'Secteur', 'Rôle', 'Présence'], ['Ana Petit', 'Port', 'Association', 'Participant', 'Présent'], ['Bo Li', 'Port', 'Entreprise', 'Participant', 'Présent'], ['Nom', 'Organisation', 'Secteur', 'Fonction', 'Présence'], ['Cy Ra', 'Port', '', '', 'Absent']]
    expect(readPeopleRows(rows, detectColumns(rows))).toMatchObject({ people: [{ name: 'Ana Petit', attendance: 'present' }, { name: 'Bo Li' }, { name: 'Cy Ra' }], leftOut: [{ row: 4, reason: 'header-again' }] })
    expect(people([['Name', 'Organisation', 'Kind', 'Role', 'Attendance'], ['Ana', 'Port', 'Company', 'Delegate', 'Present']]).map(({ name }) => name)).toEqual(['Ana'])
  })

  it('IL33: the last of a part, of whom nothing but the name is known, is no title of the next part', () => {
    const [again, title] = [['Name', 'Organisation', 'Email'], ['Online']]
    const rows = [again, ['Ana', 'X', 'a@x.org'], ['Bo', '', ''], [], again, ['Cy', 'Y', 'c@y.org'], [], title, again, ['Di', 'Z', 'd@z.org']]
    expect(readPeopleRows(rows, detectColumns(rows))).toMatchObject({ people: [{ name: 'Ana' }, { name: 'Bo' }, { name: 'Cy' }, { name: 'Di' }], leftOut: [{ row: 5 }, { row: 8, words: 'Online' }, { row: 9 }] })
  })

  it('IL34: a second name goes on with the first, wherever its column stands, and is the family name where there is no other', () => {
    expect(people([['Second name', 'First name'], ['Petit', 'Ana']]).map(({ name }) => name)).toEqual(['Ana Petit'])
    expect(people([['First name', 'Second name'], ['Ana', 'Petit']]).map(({ name }) => name)).toEqual(['Ana Petit'])
    expect(people([['Last name', 'Middle name', 'First name'], ['Petit', 'María', 'Ana']]).map(({ name }) => name)).toEqual(['María Ana Petit'])
  })

  it('somebody about whom the list says nothing is expected, and a member', () => {
    expect(one('Ana')).toMatchObject({ attendance: 'expected', capacity: 'member', functions: [] })
  })
})

describe('IL7: people who are there already', () => {
  const guy = { id: 'p1' as PersonId, name: 'Guy Esclopé', organisation: 'Région Occitanie', contact: 'guy@example.org' }
  const match = (name: string, organisation: string, contact = ''): readonly [string, string] | null => {
    const rows = [['Name', 'Organisation', 'E-mail'], [name, organisation, contact]]
    const [found] = matchPeople(people(rows), [guy])
    return found ? [found.strength, found.with.kind] : null
  }

  it('are recognised across case, accents, order and a slip, and never by half a name', () => {
    expect(match('GUY ESCLOPE', 'region occitanie')).toEqual(['certain', 'person'])
    expect(match('Esclopé Guy', 'Région Occitanie')).toEqual(['likely', 'person'])
    expect(match('Guy Esclope', '')).toEqual(['likely', 'person'])
    expect(match('Guy Esclopée', 'Région Occitanie')).toEqual(['likely', 'person'])
    expect(match('Guy Esclopé', 'Occitania Region')).toEqual(['possible', 'person'])
    expect(match('Guy Esclopé', 'Occitania Region', 'GUY@example.org')).toEqual(['certain', 'person'])
    expect(match('Guy', 'Région Occitanie')).toBeNull()
    expect(match('Ana Esclopé', 'Région Occitanie')).toBeNull()
    expect(match('Ana Petit', 'Région Occitanie', 'guy@example.org')).toBeNull()
  })

  it('of ten thousand with the same words in their names, each is compared with a few, and the same one is still found', () => {
    const rows = [['Name', 'Organisation'], ...Array.from({ length: 5000 }, (_, index) => [`Person Number ${index}`, 'House']), ...Array.from({ length: 4990 }, (_, index) => ['Ana Petit', `House ${index}`]), ['Ana PETIT', 'house 4711']]
    const matches = matchPeople(people(rows), [])
    expect(matches.at(-1)).toMatchObject({ strength: 'certain', with: { row: 5000 + 4711 + 2 } })
    expect(matches.slice(0, 5000).filter((match) => match !== null)).toEqual([])
  })

  it('an earlier row of the same list counts like somebody who is there', () => {
    const rows = [['Name', 'Organisation'], ['Ana Petit', 'House'], ['Bo Li', 'Hall'], ['ana petit', 'HOUSE'], ['Bo Li', 'Other']]
    expect(matchPeople(people(rows), []).map((found) => found && [found.strength, found.with.kind === 'row' ? found.with.row : 0])).toEqual([null, null, ['certain', 2], ['possible', 3]])
  })
})
