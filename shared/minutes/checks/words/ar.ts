import { part, type FindingWords } from './words.ts'

export const ar: FindingWords = {
  groups: { outcomes: 'المخرجات', people: 'الأشخاص', items: 'البرنامج', texts: 'النصوص والصور', arrivals: 'لم تصل بعد' },
  sentences: {
    'action-without-owner': (s) => `لم يُحدَّد المسؤول عن ${apart(s)}.`,
    'action-without-date': (s) => `لم يُحدَّد أجل ${apart(s)}.`,
    'decision-too-long': (s, d) => `عدد كلمات ${apart(s)} هو ${apart(d)}. حتى 40 كلمة يسهل الاستشهاد به.`,
    'decision-without-verb': (s) => `ربما لا يبدأ ${apart(s)} بفعل («يعتمد …»، «يدعو …»).`,
    'vote-total': (s, d) => `مجموع الأصوات في ${apart(s)} هو ${apart(part(d, 0))}، وعدد الحاضرين ${apart(part(d, 1))}.`,
    'quote-without-consent': (s) => `يرد ${apart(s)} في تقرير عمومي دون موافقة قائله.`,
    'owner-not-listed': (s, d) => `يذكر ${apart(s)} ${quoted(d)}، والاسم ليس في قائمة المشاركين.`,
    'nobody-present': () => 'لا أحد مسجل حاضرًا.',
    'no-chair': () => 'لم تُعيَّن رئاسة الاجتماع.',
    'no-rapporteur': () => 'لم يُعيَّن مقرر.',
    'same-person': (s, d) => (s === d ? `الاسم ${quoted(s)} مكرر في القائمة.` : `ربما كان ${quoted(s)} و${quoted(d)} شخصًا واحدًا.`),
    'speaker-not-listed': (s, d) => (d === '' ? `أحد المتدخلين في ${quoted(s)} لم يعد في قائمة المشاركين.` : `يتدخل ${quoted(d)} في ${quoted(s)} وليس في قائمة المشاركين.`),
    'name-in-words': (s, d) => `يذكر النص${s === '' ? '' : ` في ${quoted(s)}`} اسم ${apart(d)}. يُطبع كما هو، حتى في محضر دون أسماء.`,
    'item-without-outcome': (s) => `لا مخرجات في ${quoted(s)}. إن كان ذلك صحيحًا فاكتب «لا قرار» على لوحته.`,
    'table-not-received': (s, d) => `لم يصل شيء من ${quoted(s)}${d === '' ? '' : ` (${apart(d)})`}.`,
    'photo-without-consent': (s) => `صورة في ${quoted(s)} تُظهر أشخاصًا لم يوافقوا جميعًا. تبقى خارج التقارير العمومية والرسائل.`,
    'photo-people-unsaid': (s) => `لم يقل أحد هل يمكن التعرف على أحد في صورة من ${quoted(s)}. تُطبع.`,
    'image-without-alt': (s) => `صورة على ${quoted(s)} لا وصف لها لمن لا يستطيع رؤيتها.`,
    'document-not-listed': (s, d) => `يُذكر ${quoted(s)} على ${quoted(d)} وليس ضمن الوثائق.`,
    'summary-stale': (s) => `تغيرت لوحة ${quoted(s)} منذ تلخيصها.`,
    'passage-stale': (s) => `تغير منذ ذلك مقطع من ${quoted(s)} لا يُطبع.`,
    'translation-stale': (s, d) => `ترجمة ${quoted(s)} (${apart(d)}) أقدم من نصها.`,
    'comment-open': (s, d) => `تعليق من ${apart(s)} لم تتم تسويته: ${quoted(d)}`,
    'question-open': (s, d) => `سؤال من القاعة طرحه ${apart(s)} ما زال مفتوحًا: ${quoted(d)}`,
    'image-missing': (s) => `الصورة ${quoted(s)} ليست على هذا الحاسوب بعد.`,
    'relay-behind': () => 'تعذر الوصول إلى خادم الربط: ربما كتب آخرون ما لم يصل إلى هذا الحاسوب بعد.',
  },
}

function quoted(name: string): string {
  return `«${apart(name)}»`
}

/** In its own direction: a number of an outcome or a Latin name must not turn the sentence around. */
function apart(words: string): string {
  return `\u2068${words}\u2069`
}
