import { MemoryRoomStore } from '../../shared/storage/memory-room-store.ts'
import { describeRoomStore } from './room-store.ts'

describeRoomStore('memory', () => new MemoryRoomStore())
