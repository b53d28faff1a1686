"""Routes by resource; each handler is a few lines."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
