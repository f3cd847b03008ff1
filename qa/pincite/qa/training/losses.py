"""What the reader is trained to do, as formulae over its scores."""

from dataclasses import dataclass

import torch

from pincite.qa.training.model import TensorBatch

LOWEST = -1e4


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the shared normalisation and of the teacher (0..1), and the temperature."""

    group: float
    soft: float = 0.0
    temperature: float = 1.0


def passage_losses(scores: torch.Tensor, golds: torch.Tensor) -> torch.Tensor:
    """Minus log of the probability that falls on any gold token, per passage: (n, t) to (n,).

    Marginal likelihood over all occurrences of an answer (Clark & Gardner 2018, section 3.2).
    """
    right = scores.masked_fill(~golds, LOWEST)
    return torch.logsumexp(scores, 1) - torch.logsumexp(right, 1)


def group_losses(scores: torch.Tensor, golds: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """The same over all passages of one question together, for the groups of two and more.

    Each passage's scores count from its own null score, as at question time, and one null of score
    0 stands for all (shared normalisation: Clark & Gardner 2018, section 3.3). A vector with one
    loss a passage that holds a gold; empty when there is none.
    """
    margins = scores[:, 1:] - scores[:, :1]
    mass = torch.logsumexp(margins, 1)
    right = torch.logsumexp(margins.masked_fill(~golds[:, 1:], LOWEST), 1)
    member = groups[:, None] == groups[None, :]
    total = torch.logsumexp(mass[None, :].masked_fill(~member, LOWEST), 1)
    total = torch.logaddexp(total, torch.zeros_like(total))
    chosen = (member.sum(1) > 1) & golds[:, 1:].any(1)
    return (total - right)[chosen]


def soft_losses(scores: torch.Tensor, soft: torch.Tensor, temperature: float) -> torch.Tensor:
    """Divergence from the teacher's distribution over tokens, per passage: (n, t) to (n,).

    Kullback-Leibler at `temperature`, times its square (Hinton et al. 2015, section 2).
    """
    wanted = torch.log_softmax(soft / temperature, 1)
    given = torch.log_softmax(scores / temperature, 1)
    return temperature**2 * (wanted.exp() * (wanted - given)).sum(1)


def batch_loss(
    start: torch.Tensor, end: torch.Tensor, batch: TensorBatch, weights: LossWeights
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss to step on, a scalar, and the hard loss of each passage, (n,), for the log.

    A passage that a teacher labelled learns from both, the teacher with weight `weights.soft`.
    """
    each = (passage_losses(start, batch.starts) + passage_losses(end, batch.ends)) / 2
    soft = soft_losses(start, batch.soft_starts, weights.temperature)
    soft = (soft + soft_losses(end, batch.soft_ends, weights.temperature)) / 2
    share = weights.soft * batch.labelled
    mixed = (1 - share) * each + share * torch.where(batch.labelled, soft, 0.0)
    shared = group_losses(start, batch.starts, batch.groups)
    shared = shared + group_losses(end, batch.ends, batch.groups)
    return mixed.mean() + weights.group * shared.sum() / (2 * len(each)), each.detach()
