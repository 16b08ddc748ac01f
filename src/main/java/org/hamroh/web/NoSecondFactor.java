package org.hamroh.web;

import java.util.List;
import java.util.Optional;

/// The password is all.
final class NoSecondFactor implements SecondFactor {

  @Override
  public Need need(Person person) {
    return Need.NOTHING;
  }

  @Override
  public boolean isSet(String login) {
    return false;
  }

  @Override
  public boolean mayGoWithout(Person person) {
    return true;
  }

  @Override
  public Setup begin(String login) {
    throw new Refusal(409, "This installation asks for no codes.");
  }

  @Override
  public Optional<List<String>> prove(String login, String code) {
    return Optional.empty();
  }

  @Override
  public boolean matches(String login, String code) {
    return false;
  }

  @Override
  public List<String> renewCodes(String login) {
    throw new Refusal(409, "This installation asks for no codes.");
  }

  @Override
  public int codesLeft(String login) {
    return 0;
  }

  @Override
  public void remove(String login) {
    // there is none
  }
}
