package org.hamroh.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.hamroh.phone.NumberReading.Read;
import org.hamroh.phone.NumberReading.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers as they stand in the lists of three countries.
final class NumberReaderTest {

  private final NumberReader reader = new NumberReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "+992900000001            | TJ | +992900000001",
        "992900000001             | TJ | +992900000001",
        "992900000001             | RU | +992900000001",
        "00992900000001           | TJ | +992900000001",
        "8 10 992 90 000 00 01    | RU | +992900000001",
        "900000001                | TJ | +992900000001",
        "8900000001               | TJ | +992900000001",
        "(90) 000-00-01           | TJ | +992900000001",
        "90.000.00.01             | TJ | +992900000001",
        "881000001                | TJ | +992881000001",
        "+992 88 100 00 01        | TJ | +992881000001",
        "88 100 00 01             | TJ | +992881000001",
        "+992 00 100 00 01        | TJ | +992001000001",
        "+992 20 000 00 01        | RU | +992200000001",
        "89000000001              | RU | +79000000001",
        "89000000001              | TJ | +79000000001",
        "8 (900) 000-00-01        | KZ | +79000000001",
        "9000000001               | RU | +79000000001",
        "+7 900 000-00-01         | TJ | +79000000001",
        "79000000001              | TJ | +79000000001",
        "87010000001              | KZ | +77010000001",
        "7010000001               | KZ | +77010000001",
        "+7 701 000 00 01         | RU | +77010000001",
        "'+992900000001           | TJ | +992900000001",
        "992900000001.0           | TJ | +992900000001",
        "9.92900000001E+11        | TJ | +992900000001",
        "992,900,000,001          | TJ | +992900000001",
        "тел. +992 90 000 00 01   | TJ | +992900000001",
        "\u200e+992\u00a090\u00a0000\u00a000\u00a001 | TJ | +992900000001",
        "+992 90 000–00–01        | TJ | +992900000001",
        "+998 90 123 45 67        | TJ | +998901234567",
      })
  void aNumberIsReadAsItsOwnerMeansIt(String raw, String region, String expected) {
    assertThat(reader.read(raw, region)).isEqualTo(new Read(new PhoneNumber(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9.92E+11                       | TJ | rounded",
        "9,929E+11                      | TJ | rounded",
        "9.9290000000E+11               | TJ | rounded",
        "9E11                           | TJ | rounded",
        "`                      `       | TJ | empty",
        "90000001                       | TJ | too few",
        "9000000011                     | TJ | too many",
        "+992 90 000 00 0               | TJ | too few",
        "+99290000000123                | TJ | too many",
        "900000001                      | RU | too few",
        "+992900000001, +992900000002   | TJ | several",
        "900000001/900000002            | TJ | several",
        "900000001; 900000002           | TJ | several",
        "+992900000001 +992900000002    | TJ | several",
        "+992 90 OOO 00 01              | TJ | letters",
        "90000000l                      | TJ | letters",
        "+7 000 000 00 01               | RU | no number of",
        "+210 123 456 789               | TJ | country code",
        "++992900000001                 | TJ | signs",
        "900*00#001                     | TJ | signs",
        "112                            | TJ | too few",
        "900000001                      | XX | region",
      })
  void whatCannotBeReadIsRefusedWithTheReason(String raw, String region, String reason) {
    NumberReading reading = reader.read(raw, region);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Unreadable.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  @Test
  void russiaAndKazakhstanAreToldApart() {
    assertThat(reader.region(new PhoneNumber("+79000000001"))).contains("RU");
    assertThat(reader.region(new PhoneNumber("+77010000001"))).contains("KZ");
    assertThat(reader.region(new PhoneNumber("+992881000001"))).contains("TJ");
  }
}
