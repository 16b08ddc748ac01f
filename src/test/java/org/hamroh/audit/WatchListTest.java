package org.hamroh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.web.AllDoors;
import org.junit.jupiter.api.Test;

/// No door to what is kept of persons is left without somebody beside it.
final class WatchListTest {

  /// What is shown of persons, and what is changed of what is kept.
  private static final String PERSONAL =
      "GET (/api/v1|/panels|/account|/console)?"
          + "/(callers|records|casework|calls|voicemail|recordings|callbacks|contacts|messages"
          + "|day|audit|people|users)(/.*)?"
          + "|POST (/api/v1|/account|/recording)?"
          + "/(callers|records|voicemail|recordings|callbacks|contacts|people|users|pins)(/.*)?";

  /// Doors like these behind which nothing is kept of a person: lists of the staff, an empty form,
  /// what is happening on the line right now.
  private static final Set<String> OTHERS =
      Set.of(
          "GET /records/new",
          "GET /api/v1/calls/totals",
          "GET /api/v1/calls/{id}/out",
          "GET /api/v1/calls/{id}/talk",
          "GET /panels/casework/wrapup",
          "GET /casework/reasons/{version}",
          "GET /account/people",
          "GET /api/v1/users",
          "GET /api/v1/users/sessions",
          "GET /console/callers",
          "GET /contacts/count",
          "GET /api/v1/contacts/count",
          "GET /api/v1/contacts/imports",
          "POST /account/people/sessions/{id}/end",
          "POST /api/v1/users/sessions/{id}/end",
          "POST /api/v1/records/{id}/ready",
          "POST /api/v1/records/{id}/call",
          "POST /api/v1/callers/{key}/call");

  @Test
  void everyLineIsADoor() {
    assertThat(AllDoors.names()).containsAll(WatchList.byDoor().keySet());
  }

  @Test
  void everyDoorToPersonsIsWatchedOrSaidToLeadToNone() {
    Set<String> unwatched =
        AllDoors.names().stream()
            .filter(name -> name.matches(PERSONAL))
            .filter(name -> !WatchList.byDoor().containsKey(name))
            .collect(Collectors.toSet());

    assertThat(unwatched).isEqualTo(OTHERS);
  }
}
