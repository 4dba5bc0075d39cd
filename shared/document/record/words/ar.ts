import type { RecordWords } from './words.ts'

export const ar: RecordWords = {
  at: (path, reason) => `${reason} (في ${apart(path)})`,
  reasons: {
    'no-object': () => 'سجل الورشة كائن JSON',
    'other-format': (value) => `يُكتب في هذا الموضع من سجل الورشة ${quoted(value)}`,
    'newer-version': (value) => `الإصدار ${apart(value)} من السجلات خاص بإصدار أحدث من Minuta`,
    'too-deep': (value) => `عدد المستويات المتداخلة يتجاوز ${apart(value)}`,
    missing: () => 'هذا البيان ناقص',
    'not-text': () => 'المطلوب هنا نص',
    'not-number': () => 'المطلوب هنا عدد',
    'not-whole': () => 'المطلوب هنا عدد صحيح',
    'not-flag': () => `المطلوب هنا ${apart('true')} أو ${apart('false')}`,
    'not-list': () => 'المطلوب هنا قائمة',
    'not-fields': () => 'المطلوب هنا كائن ذو حقول',
    'not-node': () => 'المطلوب هنا نص أو كتلة من كتل اللوحات',
    'not-json': () => 'لا يمكن حفظ هذه القيمة',
    empty: () => 'لا يجوز أن يبقى هذا البيان فارغًا',
    'too-long': (value) => `عدد المحارف يتجاوز ${apart(value)}`,
    'too-many': (value) => `عدد العناصر يتجاوز ${apart(value)}`,
    'too-small': (value) => `القيمة أصغر من ${apart(value)}`,
    'too-large': (value) => `القيمة أكبر من ${apart(value)}`,
    'unknown-field': (value) => `لا حقل بهذا الاسم: ${apart(value)}`,
    'not-a-choice': (value) => `القيم الممكنة هنا: ${apart(value)}`,
    'bad-id': () => 'يتكون المعرِّف من 1 إلى 64 حرفًا لاتينيًا أو رقمًا أو نقطة أو شرطة أو شرطة سفلية',
    'bad-workshop-id': () => 'يتكون معرِّف الورشة من 8 إلى 64 حرفًا لاتينيًا أو رقمًا أو شرطة أو شرطة سفلية',
    'bad-blob-id': () => 'يتكون معرِّف الصورة أو الملف من 64 رقمًا ست عشريًا بحروف صغيرة',
    'bad-colour': () => `يُكتب اللون بالعلامة ${apart('#')} وستة أرقام ست عشرية بحروف صغيرة`,
    'bad-language': () => `تُكتب اللغة بالجزء الأول من رمزها بحروف صغيرة، مثل ${quoted('ar')}`,
    'bad-unit': () => 'الوحدة كلمة واحدة لا تتجاوز 300 محرف',
    'bad-digest': () => 'يُكتب الملخص الرقمي بأرقام ست عشرية بحروف صغيرة',
    'bad-origin': () => 'يتكون ما يدل على نقطة من اجتماع سابق من 32 رقمًا ست عشريًا بحروف صغيرة',
    'unknown-person': (value) => `لا أحد في قائمة الأشخاص له المعرِّف ${quoted(value)}`,
    'unknown-board': (value) => `لا لوحة لها المعرِّف ${quoted(value)}`,
    'id-twice': (value) => `المعرِّف ${quoted(value)} مكرر`,
    'number-twice': (value) => `الرقم مكرر: ${apart(value)}`,
    'unknown-node': (value) => `لا تعرف اللوحات كتلة اسمها ${quoted(value)}`,
    'unknown-mark': (value) => `لا تعرف اللوحات تنسيقًا اسمه ${quoted(value)}`,
    'bad-attribute': (value) => `لا موضع لهذه القيمة هنا: ${apart(value)}`,
    'bad-link': () => `يبدأ الرابط بـ ${apart('http:')} أو ${apart('https:')} أو ${apart('mailto:')}`,
    'empty-text': () => 'في عقدة النص محرف واحد على الأقل',
    misplaced: () => 'في هذه الكتلة ما لا يجوز فيها، أو هي حيث لا يجوز أن تكون',
  },
}

/** In its own direction: names of fields and numbers must not turn the sentence around. */
function apart(words: string): string {
  return `\u2068${words}\u2069`
}

function quoted(words: string): string {
  return `«${apart(words)}»`
}
