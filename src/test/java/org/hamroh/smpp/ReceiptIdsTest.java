package org.hamroh.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// One id in the notations of two carriers.
final class ReceiptIdsTest {

  @Test
  void aDecimalReceiptFindsItsHexadecimalAnswer() {
    assertThat(ReceiptIds.AUTO.candidates("0059113978")).contains(ReceiptIds.normal("38601FA"));
    assertThat(ReceiptIds.DECIMAL.candidates("0059113978")).containsExactly("59113978", "38601fa");
  }

  @Test
  void aHexadecimalReceiptFindsItsDecimalAnswer() {
    assertThat(ReceiptIds.AUTO.candidates("038601FA")).contains("59113978");
    assertThat(ReceiptIds.HEX.candidates("038601fa")).containsExactly("38601fa", "59113978");
  }

  @Test
  void theNotationThatCameIsTriedFirst() {
    assertThat(ReceiptIds.AUTO.candidates("100").getFirst()).isEqualTo("100");
  }

  @Test
  void anIdThatIsNoNumberStandsForItself() {
    assertThat(ReceiptIds.AUTO.candidates("7c1f-Ab-0")).containsExactly("7c1f-ab-0");
    assertThat(ReceiptIds.normal(" 000 ")).isEqualTo("0");
  }
}
