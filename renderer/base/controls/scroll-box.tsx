/** Something wide that scrolls sideways inside itself. Where it does, the keyboard can get into it too. */
import { useEffect, useRef, useState, type ReactNode } from 'react'

export type ScrollBoxProps = { readonly className: string; readonly label: string; readonly children: ReactNode }

/** A box with a name; one more stop for the Tab key only while there is something to scroll. */
export function ScrollBox({ className, label, children }: ScrollBoxProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const [isScrolling, setIsScrolling] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => setIsScrolling(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className={className} {...(isScrolling ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}
