package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class ArchiveAddressTest {
  @Test
  void hostsFolderAndNameAreRead() {
    ArchiveAddress address = ArchiveAddress.parse("solr://zk1:2182,zk2,[::1]:9/solr/prod/tiles_1");
    assertEquals("solr", address.scheme());
    assertEquals(List.of("zk1:2182", "zk2:2181", "[::1]:9"), address.hosts());
    assertEquals("/solr/prod", address.root());
    assertEquals("tiles_1", address.name());
    assertEquals(address, ArchiveAddress.parse(address.toString()));
    assertEquals("", ArchiveAddress.parse("solr://zk/kamcl").root());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zk:2181/kamcl",
        "solr:///kamcl",
        "solr://zk:2181",
        "solr://zk:2181/",
        "solr://zk:port/kamcl",
        "solr://zk,/kamcl",
        "solr://zk/ka mcl",
        "solr://zk/kamcl?x=1",
        "solr://zk/-kamcl"
      })
  void otherTextsAreRefused(String text) {
    KamclException refused = assertThrows(KamclException.class, () -> ArchiveAddress.parse(text));
    assertTrue(refused.is(ArchiveError.ADDRESS_INVALID), refused.getMessage());
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotRepeated() {
    KamclException refused =
        assertThrows(
            KamclException.class, () -> ArchiveAddress.parse("solr://ann:secret7@zk/kamcl"));
    assertTrue(refused.is(ArchiveError.ADDRESS_WITH_USER), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret7"));
  }
}
