/** The details of the meeting as plain data; as tolerant as `read-workshop.ts`. */
import type * as Y from 'yjs'
import { attributions, distributions, isLetterheadColor, meetingModes, type Letterhead, type WorkshopDetails } from '../model/workshop.ts'
import { isBlobId } from '../model/ids.ts'
import { choiceField, integerField, listField, textField } from './fields.ts'
import { rootsOf } from './roots.ts'

export function readDetails(doc: Y.Doc): WorkshopDetails {
  const { meta } = rootsOf(doc)
  return {
    title: textField(meta, 'title'),
    body: textField(meta, 'body'),
    bodyAliases: listField(meta, 'bodyAliases'),
    organisation: textField(meta, 'organisation'),
    commission: textField(meta, 'commission'),
    session: textField(meta, 'session'),
    date: {
      year: integerField(meta, 'year', 1, 9999),
      month: integerField(meta, 'month', 1, 12),
      day: integerField(meta, 'day', 1, 31),
    },
    startTime: textField(meta, 'startTime'),
    endTime: textField(meta, 'endTime'),
    place: textField(meta, 'place'),
    venue: textField(meta, 'venue'),
    venueDescription: textField(meta, 'venueDescription'),
    host: textField(meta, 'host'),
    focus: textField(meta, 'focus'),
    purpose: textField(meta, 'purpose'),
    language: textField(meta, 'language'),
    previousMeeting: textField(meta, 'previousMeeting'),
    nextMeeting: textField(meta, 'nextMeeting'),
    attendanceNote: textField(meta, 'attendanceNote'),
    sectors: listField(meta, 'sectors'),
    regions: listField(meta, 'regions'),
    otherParticipants: textField(meta, 'otherParticipants'),
    seriesNumber: textField(meta, 'seriesNumber'),
    reference: textField(meta, 'reference'),
    timeZone: textField(meta, 'timeZone'),
    mode: choiceField(meta, 'mode', meetingModes, ''),
    languages: listField(meta, 'languages'),
    organisers: textField(meta, 'organisers'),
    funding: textField(meta, 'funding'),
    distribution: choiceField(meta, 'distribution', distributions, ''),
    attribution: choiceField(meta, 'attribution', attributions, 'person'),
    welcome: textField(meta, 'welcome'),
    quorum: textField(meta, 'quorum'),
    agendaAdoption: textField(meta, 'agendaAdoption'),
    previousMinutes: textField(meta, 'previousMinutes'),
    interests: textField(meta, 'interests'),
    commentDeadline: textField(meta, 'commentDeadline'),
    abbreviations: listField(meta, 'abbreviations'),
    letterhead: readLetterhead(meta),
  }
}

function readLetterhead(meta: Y.Map<unknown>): Letterhead {
  const logo = textField(meta, 'letterheadLogo')
  const color = textField(meta, 'letterheadColor')
  return {
    logo: isBlobId(logo) ? logo : null,
    color: isLetterheadColor(color) ? color : '',
    footer: textField(meta, 'letterheadFooter'),
  }
}
