package org.hamroh.campaign;

import java.time.ZoneId;
import org.hamroh.sms.Prices;

/// What this site asks of its campaigns.
///
/// @param approvalAbove with more recipients than this the words are checked, and a second person
///                      approves
/// @param prices        of a segment
/// @param site          where the site's clock hangs: hours of starts are told by it
public record CampaignRules(long approvalAbove, Prices prices, ZoneId site) {}
