/** The encodings in which lists come. */

/** As the Encoding Standard names them; the first is the one to guess when nothing speaks for another. */
export const legacyEncodings = [
  'windows-1252', 'windows-1253', 'iso-8859-7', 'windows-1256', 'iso-8859-6', 'windows-1250', 'windows-1254', 'windows-1251', 'windows-1255', 'macintosh',
] as const
/** Of Chinese, Japanese and Korean. */
export const doubleByteEncodings = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', ...legacyEncodings, ...doubleByteEncodings] as const
export type TextEncoding = (typeof textEncodings)[number]
