package org.kamcl.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryOfALivingProcessIsBetweenItsHeapAndItsPeak() {
    byte[] used = new byte[40 << 20];
    java.util.Arrays.fill(used, (byte) 1);
    ProcessMemory memory = ProcessMemory.of(ProcessHandle.current().pid()).orElseThrow();
    assertTrue(memory.resident() > used.length, memory::toString);
    assertTrue(memory.peak() >= memory.resident() && memory.peak() < 1L << 40, memory::toString);
  }

  @Test
  void aProcessThatDoesNotExistHasNone() {
    assertEquals(Optional.empty(), ProcessMemory.of(Long.MAX_VALUE));
  }
}
