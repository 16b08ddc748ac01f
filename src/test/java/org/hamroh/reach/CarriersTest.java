package org.hamroh.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.hamroh.phone.PhoneNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CarriersTest {

  @ParameterizedTest
  @CsvSource({"+992930000001,TJ", "+992900000001,TJ", "+77000000001,KZ", "+79000000001,RU"})
  void aNumberIsKnownByTheRangeThatACompanyWasGiven(String number, String region) {
    String name = new Carriers().of(new PhoneNumber(number));

    assertThat(name).startsWith(region + " ");
    assertThat(new Carriers().of(new PhoneNumber(number))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"+992930000001,+992930000002", "+79000000001,+79000000002"})
  void neighboursAreOfTheSameCompany(String one, String other) {
    Carriers carriers = new Carriers();

    assertThat(carriers.of(new PhoneNumber(one))).isEqualTo(carriers.of(new PhoneNumber(other)));
  }
}
