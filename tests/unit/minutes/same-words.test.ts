import { describe, expect, test } from 'vitest'
import { languages, loadLanguage } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'
import { labelsFor } from '../../../shared/minutes/labels-for.ts'
import { attendances, capacities, meetingModes, organisationTypes } from '../../../shared/model/workshop.ts'
import { actionStatuses, outcomeFieldNames, proposalStatuses } from '../../../shared/outcomes/kinds.ts'
import { versionLabels } from '../../../shared/versions/labels.ts'
import { everyCatalogue } from '../../helpers/every-message.ts'
import { faultsOf } from '../../helpers/proof-reading.ts'

const english = Object.fromEntries(everyCatalogue.flatMap(({ name, en }) => Object.entries(en).map(([key, message]) => [`${name}.${key}`, message])))

/** What is short where a column of the page is, and what has an article in a list of choices and none as a title. */
const inPrint: Readonly<Record<string, string>> = { 'Δικαιολ. απών': 'Δικαιολογημένα απών', 'التقرير العمومي': 'تقرير عمومي' }

describe.each(languages)('ML20 minutes in %s', async (language) => {
  const { messages } = await loadLanguage(language, loadWords)
  const { labels } = labelsFor(language)
  const version = versionLabels(language)
  const shown = (id: string): string => {
    const words = (language === 'en' ? english : messages)[id] ?? ''
    return inPrint[words] ?? words
  }
  type Pair = readonly [id: string, printed: string | undefined]
  const asShown = (pairs: readonly Pair[]): readonly Pair[] => pairs.map(([id]) => [id, shown(id)])

  test('call the fields and states of an outcome as the window does', () => {
    const printed: readonly Pair[] = [
      ...outcomeFieldNames.map((name) => [`outcomes.${name}`, labels.field[name]] as const),
      ...actionStatuses.map((status) => [`outcomes.${status}`, labels.actionStatus[status]] as const),
      ...proposalStatuses.map((status) => [`outcomes.${status}`, labels.proposalStatus[status]] as const),
    ]
    expect(asShown(printed)).toEqual(printed)
  })

  test('say of people and of the meeting what the window says', () => {
    const printed: readonly Pair[] = [
      ...capacities.map((capacity) => [`people.capacity_${capacity}`, labels.capacity[capacity]] as const),
      ...['people.attendance', 'responses.noted', 'guest.attendance'].flatMap((list) => attendances.map((attendance) => [`${list}_${attendance}`, labels.attendanceState[attendance]] as const)),
      ...organisationTypes.flatMap((type) => (type === '' ? [] : [[`people.orgType_${type}`, labels.organisationType[type]] as const])),
      ...meetingModes.flatMap((mode) => (mode === '' ? [] : [[`details.mode_${mode}`, labels.mode[mode]] as const])),
      ['people.photoConsent_yes', labels.photoConsent.yes], ['people.photoConsent_no', labels.photoConsent.no], ['responses.titleLead', labels.floor.title], ['programme.matters', labels.matters.title],
    ]
    expect(asShown(printed)).toEqual(printed)
  })

  test('call documents and what is said of a frozen version as the window does', () => {
    const printed: readonly Pair[] = [
      ...['minutes', 'versions'].flatMap((list) => [[`${list}.profile_decisions`, labels.documentType.decisions], [`${list}.profile_public`, labels.documentType.public]] as const),
      ...Object.entries(version.ways).map(([way, words]) => [`versions.way_${way}`, words] as const),
      ...Object.entries(version.decisions).map(([decision, words]) => [`versions.decision_${decision}`, words] as const),
      ...Object.entries(version.kinds).map(([kind, words]) => [`versions.kind_${kind}`, words] as const),
      ['versions.fingerprint', version.fingerprint], ['versions.approvalCapacity', version.capacity], ['versions.approvalName', version.name], ['versions.correctionReason', version.reason], ['versions.correctionDecision', version.decision],
      ['versions.correctionBy', version.by], ['versions.correctionPlace', version.paragraph], ['versions.before', version.before], ['versions.after', version.after], ['versions.cover', labels.cover.title], ['details.commentDeadline', version.commentsUntil],
    ]
    expect(asShown(printed)).toEqual(printed)
    expect(version.commentsUntil).toBe(labels.approval.commentsUntil)
  })

  test('and their versions have the signs of their language', () => {
    const printed = Object.values({ ...version, ...version.ways, ...version.signedAs, ...version.decisions, ...version.kinds }).flatMap((words) => (typeof words === 'string' ? [words] : typeof words === 'function' ? [(words as (...given: readonly string[]) => string)('7', '6')] : []))
    expect(printed.length).toBeGreaterThan(30)
    expect(printed.flatMap((words) => faultsOf(language, words).map((fault) => `${JSON.stringify(fault)} in ${words}`))).toEqual([])
  })
})
