package org.hamroh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.campaign.CampaignRules;
import org.hamroh.campaign.Campaigns;
import org.hamroh.campaign.Forecasts;
import org.hamroh.config.Config;
import org.hamroh.contact.ContactStore;
import org.hamroh.directory.PlaceTree;
import org.hamroh.gate.ClockDoubt;
import org.hamroh.gate.SafetyBook;
import org.hamroh.gate.SiteGate;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.seal.Seal;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.sms.Prices;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsGateway;
import org.hamroh.twin.CallsInstead;

/// What goes out to people, and the gate before it.
final class OutgoingWing {

  final SiteGate gate;
  final SafetyBook safety;
  final Campaigns campaigns;
  final SmsGateway sms;
  final ClockDoubt clockDoubt;
  final Forecasts forecasts;

  /// What a segment costs, as the routes and the settings of the gate have it.
  final Prices prices;

  /// What texts may say of this site: the number to ring.
  final Map<String, String> facts;

  OutgoingWing(Ground ground) {
    Config config = ground.config;
    RouteTable routes = new RouteTable(config.sms(), config.outgoing().pricesOfTexts());
    prices = routes.prices();
    gate =
        new SiteGate(
            ground.database,
            config
                .outgoing()
                .rules(routes.prefixes(), prices.perSegment())
                .within(place -> PlaceTree.ofSource().within(List.of(place))),
            config.outgoing().whereabouts(config.site().timeZone()),
            ground.callers::key,
            ContactStore::homes,
            ground.clock);
    gate.forgetEarlierDays();
    safety =
        new SafetyBook(
            ground.database,
            Seal.ofSite("safety cards", ground.secrets.ensure("HAMROH_RECORD_KEY")),
            ground.clock);
    facts = Map.of("TEL", config.numberOf(ScriptBook.DEFAULT_SCRIPT));
    clockDoubt = new ClockDoubt(ground.clock);
    campaigns =
        ground.keep(
            new Campaigns(
                ground.database,
                gate,
                routes,
                facts,
                config.site().languages(),
                new CampaignRules(config.broadcasting().above(), prices, config.site().timeZone()),
                clockDoubt,
                ground.live,
                ground.clock));
    forecasts =
        new Forecasts(ground.database, campaigns, gate.hours(), routes, prices, ground.clock);
    sms =
        ground.keep(
            new SmsGateway(
                config.sms(),
                routes,
                SmppTimers.usual(),
                ground.database,
                gate,
                new CallsInstead(campaigns),
                ground.clock));
  }

  void start() {
    campaigns.start();
    sms.start();
  }

  Optional<String> trouble() {
    return sms.routes().stream()
        .filter(route -> !route.link().up())
        .map(route -> route.link().sentence())
        .findFirst();
  }
}
