//! Ladders rise, and reach their targets in doses that can be divided.

use crate::book::check::checker::Checker;
use crate::book::place::Region;
use crate::book::protocol::{Access, Division, Ladder};
use crate::exact::dose::Dose;

impl<'a> Checker<'a> {
    pub(crate) fn drugs_and_protocols(&mut self) {
        let formulary = self.formulary;
        let book = &formulary.book;
        for drug in &book.drugs {
            let path = format!("drugs[{}]", drug.id);
            match formulary.protocol(&drug.protocol) {
                Some(protocol) if protocol.drug == drug.id && protocol.access == Access::Everyone => {}
                Some(_) | None => {
                    self.fault(format!("{path}.protocol"), "must be a protocol of this drug open to everyone")
                }
            }
            if formulary.substance(&drug.substance).is_none() {
                self.fault(format!("{path}.substance"), "is not in the catalogue");
            }
            for indication in drug.indications.iter().chain(drug.status.iter().map(|it| &it.indication)) {
                if !book.indications.iter().any(|it| it.id == *indication) {
                    self.fault(format!("{path}.indications"), format!("`{indication}` does not exist"));
                }
            }
            for indication in &drug.indications {
                if !drug.status.iter().any(|it| it.indication == *indication && it.region == Region::FR) {
                    self.fault(format!("{path}.status"), format!("`{indication}` has no status in France"));
                }
            }
        }
        for protocol in &book.protocols {
            let path = format!("protocols[{}]", protocol.id);
            if formulary.drug(&protocol.drug).is_none() {
                self.fault(format!("{path}.drug"), "does not exist");
            }
            if protocol.targets.is_empty() {
                self.fault(format!("{path}.targets"), "at least one target is needed");
            }
            if protocol.divisions.is_empty() {
                self.fault(format!("{path}.divisions"), "how the day's dose is divided is needed");
            }
            self.stair(&path, &protocol.ladder, &protocol.targets, &protocol.divisions);
            for it in &protocol.variants {
                let path = format!("{path}.variants[{}]", it.id);
                self.stair(&path, &it.ladder, &it.targets, &it.divisions);
                if it.targets.is_empty() {
                    self.fault(format!("{path}.targets"), "at least one target is needed");
                }
            }
        }
    }

    /// A stair rises, its doses are divided at every height, and it reaches its targets.
    pub(crate) fn stair(&mut self, path: &str, ladder: &Ladder, targets: &[Dose], divisions: &[Division]) {
        match ladder {
            Ladder::Even { interval_days: 0, .. } => {
                self.fault(format!("{path}.ladder"), "an interval lasts at least a day")
            }
            Ladder::Even { .. } => {}
            Ladder::Rungs(rungs) => {
                let rising = rungs.windows(2).all(|pair| pair[0].below(&pair[1]) && pair[0].dose <= pair[1].dose);
                if rungs.is_empty() || !rising || rungs.iter().any(|it| it.days == 0 || it.every_days == 0) {
                    self.fault(format!("{path}.ladder"), "rungs must rise, each lasting at least a day");
                }
            }
        }
        for target in targets {
            if *target < ladder.first() {
                self.fault(format!("{path}.targets"), format!("{target} is below the first dose"));
            }
        }
        for (at, it) in divisions.iter().enumerate() {
            let mut moments = it.moments.clone();
            moments.sort_unstable();
            moments.dedup();
            if moments.is_empty() || moments.len() < it.moments.len() {
                self.fault(format!("{path}.divisions"), "moments must be there, each once");
            }
            if it.up_to.is_none() != (at + 1 == divisions.len()) {
                self.fault(format!("{path}.divisions"), "every division but the last says up to which dose");
            }
            if it.moments.len() > 1 && it.parts.is_empty() {
                self.fault(format!("{path}.divisions"), "a dose taken more than once a day needs its parts");
            }
        }
    }
}
