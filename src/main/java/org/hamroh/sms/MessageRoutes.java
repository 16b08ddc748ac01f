package org.hamroh.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// One SMS over HTTP. The web room keeps `Idempotency-Key` answers, so a repeated request sends
/// nothing twice.
public final class MessageRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  private final SmsGateway gateway;
  private final Database database;
  private final NumberReader numbers;
  private final String defaultLanguage;

  public MessageRoutes(
      SmsGateway gateway, Database database, NumberReader numbers, String defaultLanguage) {
    this.gateway = gateway;
    this.database = database;
    this.numbers = numbers;
    this.defaultLanguage = defaultLanguage;
  }

  @Override
  public void mount(Mount mount) {
    mount.post("/api/v1/messages", ROLES, this::send);
    mount.get("/api/v1/messages/{id}", ROLES, this::one);
  }

  /// What is posted.
  ///
  /// @param number   as people write it
  /// @param text     as it is to be read
  /// @param language of the text; the site's first one when absent
  /// @param region   whose national way the number is written in; `TJ` when absent
  public record Order(
      @Nullable String number,
      @Nullable String text,
      @Nullable String language,
      @Nullable String region) {}

  /// A message as the API shows it.
  ///
  /// @param number masked
  /// @param parts  segments, each with its receipt
  public record View(
      long id,
      String number,
      String language,
      String state,
      String reason,
      List<Part> parts,
      Instant changedAt) {

    /// @param receipt the last receipt's status, empty while none came
    public record Part(int part, String state, String receipt, String error) {}

    public static View of(SmsMessage message) {
      return new View(
          message.id(),
          message.number().masked(),
          message.language(),
          message.state().word(),
          message.reason(),
          message.segments().stream()
              .map(one -> new Part(one.part(), one.state().word(), one.receipt(), one.error()))
              .toList(),
          message.changedAt());
    }
  }

  private Reply send(Request request) {
    Order order = request.json(Order.class);
    String raw = Optional.ofNullable(order.number).orElse("");
    String region = Optional.ofNullable(order.region).orElse("TJ");
    PhoneNumber number =
        switch (numbers.read(raw, region)) {
          case NumberReading.Read(var read) -> read;
          case NumberReading.Unreadable(var reason) ->
              throw new Refusal(422, "The number " + reason + ".");
        };
    try {
      long id =
          gateway.send(
              number,
              Optional.ofNullable(order.language).orElse(defaultLanguage),
              Optional.ofNullable(order.text).orElse(""));
      return Reply.created(find(id));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
  }

  private Reply one(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("message " + id);
    }
    return Reply.json(find(Long.parseLong(id)));
  }

  private View find(long id) {
    return database
        .read(handle -> MessageStore.find(handle, id))
        .map(View::of)
        .orElseThrow(() -> Refusal.notFound("message " + id));
  }
}
