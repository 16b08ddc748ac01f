package org.hamroh.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The console and the API over HTTP. One event loop moves the bytes; rooms' handlers run beside it
/// (see [Workers]).
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(WebServer.class);

  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration PURGE = Duration.ofHours(1);

  /// 8 KB of headers, 4 KB of address: more is no browser of ours.
  private static final int MOST_HEADER_BYTES = 8 * 1024;

  private static final int MOST_ADDRESS_BYTES = 4 * 1024;

  /// The longest text in one field of a form: a message in several languages needs a few KB.
  private static final int MOST_FIELD_BYTES = 64 * 1024;

  /// The system would let it grow to megabytes, and a page that does not read be noticed late.
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private final WebConfig config;
  private final Limits limits;
  private final Vertx vertx;
  private final HttpServer server;
  private final Workers workers;
  private final Connections connections;
  private final Sessions sessions;
  private final KeptAnswers kept;
  private final Gate gate;
  private final LiveHub live;
  private final Vitals vitals;
  private final Reception reception;
  private final LoginPages login;
  private final Locking locking;
  private final LanguageForm language;
  private final KnownBrowsers browsers;
  private final Assets assets = new Assets();
  private final Map<String, Tunnel> tunnels;
  private final Tunnels joints;

  /// @param site    the hotline's name
  /// @param guard   at the doors
  /// @param live    which the rooms tell of changes
  /// @param metrics shown at `/metrics`
  /// @param checks  asked at `/ready`
  /// @param routes  of every room
  /// @param limits  [Limits#STANDARD] at every site
  public WebServer(
      WebConfig config,
      String site,
      Accounts accounts,
      Guard guard,
      Database database,
      Texts texts,
      LiveHub live,
      PrometheusMeterRegistry metrics,
      Clock clock,
      List<ReadyCheck> checks,
      List<Routes> routes,
      Limits limits) {
    this.config = config;
    this.limits = limits;
    this.live = live;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    this.workers = new Workers(vertx, limits.handlersAtOnce());
    this.connections = new Connections(vertx, limits);
    this.sessions = new Sessions(database, clock, this::sessionEnded);
    this.kept = new KeptAnswers(database, clock);
    this.gate = new Gate(accounts, sessions);
    Pages pages = new Pages(site, texts, assets);
    Answers answers = new Answers(pages);
    this.vitals = new Vitals(metrics, checks, gate);
    this.reception = new Reception(vertx, limits, workers, gate, kept, answers);
    LoginThrottle throttle = new LoginThrottle(clock);
    this.browsers = new KnownBrowsers(database, clock);
    this.login =
        new LoginPages(
            accounts,
            guard.codes(),
            sessions,
            new HalfLogins(clock),
            browsers,
            gate,
            throttle,
            pages,
            answers);
    this.locking =
        new Locking(
            accounts, guard.codes(), sessions, gate, throttle, browsers, pages, answers, live);
    this.language = new LanguageForm(accounts, gate, answers);
    Doors hung = new Doors(limits.bodyBytes());
    List<Routes> all = new ArrayList<>(routes);
    all.add(new AccountPages(accounts, guard.codes(), sessions, throttle, live));
    all.forEach(room -> guard.watch().apply(room).mount(hung));
    List<Doors.Door> doors = guard.rules().over(hung.inOrder());
    pages.offer(doors);
    this.tunnels = hung.tunnels();
    this.joints = new Tunnels(vertx, limits, workers, gate);
    GuestPages guests = new GuestPages(gate, pages, answers);
    Router router = router(doors, hung.guests(), guests);
    this.server =
        vertx
            .createHttpServer(
                Certificate.secure(
                    new HttpServerOptions()
                        .setMaxHeaderSize(MOST_HEADER_BYTES)
                        .setMaxInitialLineLength(MOST_ADDRESS_BYTES)
                        .setMaxFormAttributeSize(MOST_FIELD_BYTES)
                        .setSendBufferSize(SEND_BUFFER_BYTES)
                        .setWebSocketSubProtocols(
                            tunnels.values().stream()
                                .map(tunnel -> tunnel.far().protocol())
                                .distinct()
                                .toList())
                        .setHandle100ContinueAutomatically(true)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) limits.idle().toMillis()),
                    config))
            .connectionHandler(connections::welcome)
            .requestHandler(router);
  }

  private void sessionEnded(String login) {
    joints.lookAgain();
    if (sessions.of(login).isEmpty()) {
      tunnels.values().forEach(tunnel -> tunnel.loggedOut(login));
    }
  }

  private Router router(
      List<Doors.Door> doors, List<GuestPages.Door> guestDoors, GuestPages guests) {
    Router router = Router.router(vertx);
    router.route().handler(Visit.behindProxy(config.isBehindProxy()));
    router.route().handler(SecurityHeaders.contentPolicy());
    router.route().handler(connections::arrived);
    router.route().handler(SecurityHeaders::add);
    page(router, "/health", vitals::health);
    page(router, "/ready", vitals::ready);
    page(router, "/metrics", vitals::metrics);
    page(router, "/api/v1/openapi.yaml", visit -> openApi());
    PublishedSchemas schemas = new PublishedSchemas();
    page(
        router,
        "/schema/:name",
        visit -> schemas.at(visit.pathParameters().getOrDefault("name", "")));
    page(router, "/login", login::show);
    form(router, "/login", login::login);
    page(router, "/login/code", login::showCode);
    form(router, "/login/code", login::code);
    form(router, "/logout", login::logout);
    form(router, "/lock", locking::lock);
    page(router, "/locked", locking::show);
    form(router, "/unlock", locking::unlock);
    form(router, "/language", language::choose);
    for (GuestPages.Door door : guestDoors) {
      page(router, door.pattern(), visit -> guests.show(door, visit));
      form(router, door.pattern(), (visit, body) -> guests.send(door, visit, body));
    }
    router.get("/assets/*").handler(new StaticFiles(assets)::serve);
    router.get("/api/v1/live").handler(counted("/api/v1/live", this::live));
    for (Doors.Door door : doors) {
      Tunnel tunnel = tunnels.get(door.path());
      router
          .route(HttpMethod.valueOf(door.method()), door.pattern())
          .handler(
              counted(
                  door.path(),
                  tunnel == null
                      ? context -> reception.serve(context, door)
                      : joints.door(tunnel, door.roles())));
    }
    router.route().failureHandler(reception::fail);
    for (int status : new int[] {400, 404, 405, 406, 415, 500}) {
      router.errorHandler(status, reception::fail);
    }
    return router;
  }

  private void page(Router router, String path, java.util.function.Function<Visit, Answer> page) {
    router.get(path).handler(counted(path, context -> reception.open(context, page)));
  }

  private void form(
      Router router, String path, java.util.function.BiFunction<Visit, Body, Answer> form) {
    router.post(path).handler(counted(path, context -> reception.openForm(context, form)));
  }

  private io.vertx.core.Handler<RoutingContext> counted(
      String route, io.vertx.core.Handler<RoutingContext> handler) {
    return context -> {
      long start = System.nanoTime();
      context.addEndHandler(
          end ->
              vitals.count(
                  context.request().method().name(),
                  route,
                  context.response().getStatusCode(),
                  Duration.ofNanos(System.nanoTime() - start)));
      handler.handle(context);
    };
  }

  private void live(RoutingContext context) {
    Visit visit = Visit.of(context);
    workers.run(
        context,
        limits.deadline(),
        () -> gate.known(visit),
        who -> {
          context.response().putHeader("Cache-Control", "no-store");
          live.connect(
              who.session().map(one -> Sessions.hash(one.token())).orElse(who.key()),
              vertx.getOrCreateContext(),
              context.response(),
              visit.header("last-event-id"),
              () -> gate.who(visit).isPresent());
        });
  }

  private static Answer openApi() {
    try (InputStream in = WebServer.class.getResourceAsStream("/web/openapi.yaml")) {
      if (in == null) {
        throw Refusal.notFound("OpenAPI document");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Answer.of(200, "application/yaml; charset=utf-8", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws ProblemsException when the address is taken or not ours
  public void start() {
    try {
      server
          .listen(config.port(), config.host())
          .toCompletionStage()
          .toCompletableFuture()
          .get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ProblemsException(cannotListen(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      throw new ProblemsException(cannotListen(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemsException(cannotListen(e));
    }
    vertx.setPeriodic(PURGE.toMillis(), id -> Thread.ofVirtual().name("purge").start(this::purge));
    LOG.info("event=web-started host={} port={}", config.host(), port());
  }

  private Problem cannotListen(Throwable reason) {
    String place = "web port " + config.port() + " on " + config.host();
    return reason instanceof BindException && String.valueOf(reason.getMessage()).contains("in use")
        ? Problem.of(
            place,
            "is in use by another program",
            "stop that program, or set HAMROH_WEB_PORT to a free port")
        : Problem.of(
            place,
            "cannot be opened: " + reason.getMessage(),
            "check web.host and web.port, or set HAMROH_WEB_PORT to a port above 1023");
  }

  private void purge() {
    try {
      sessions.purge();
      kept.purge();
      browsers.purge();
    } catch (RuntimeException e) {
      LOG.warn("event=purge-failed reason={}", e.getMessage()); // again in an hour
    }
  }

  /// The port that it listens on: the configured one, or the free one found when that is 0.
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    try {
      server.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("event=web-close-slow reason={}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.close();
  }
}
